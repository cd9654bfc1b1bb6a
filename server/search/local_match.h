// A match over all databases of a snapshot by the matcher of our own.
#pragma once
#include <xapian.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/scorer.h"
#include "server/search/set_matcher.h"

namespace backfile::search {

/// For one search, in one thread where it says nothing else.
class LocalMatch {
 public:
  /// shards: what is searched; columns: theirs. reserves and deadline must outlive it.
  LocalMatch(std::vector<const Xapian::Database*> shards, std::shared_ptr<const Columns> columns, Reserves& reserves,
             const Deadline& deadline);

  const Columns& columns() const { return *columns_; }
  const Xapian::Database& shard(std::size_t place) const { return *shards_[place]; }
  std::size_t shards() const { return shards_.size(); }
  Reserves& reserves() { return reserves_; }
  /// What an article's document holds (indexer/article/packed.h reads it). Throws Xapian::Error.
  std::string data(std::size_t place, Xapian::docid article);
  std::uint64_t articles() const { return static_cast<std::uint64_t>(collection_.articles()); }

  /// As prepare().
  std::optional<Prepared> prepared(const query::Expression& what, bool weighed) { return prepare(what, weighed, collection_); }

  /// One stretch of docids of one database. Valid while it is visited.
  struct Stretch {
    std::size_t place;  // of the database
    std::size_t number;
    ShardPostings& postings;
    SetMatcher& sets;
    Scorer& scorer;
    const Deadline& deadline;
  };

  /// Where the stretches are: database by database, stretch by stretch.
  struct StretchPlace {
    std::size_t place, number;
  };
  std::vector<StretchPlace> stretches() const;

  /// Whether several threads may visit stretches at once, asking about this: nothing that they need is Xapian's to read.
  bool may_be_shared(const Prepared& what) const;

  /// Visits stretches, for one thread; those of one database are best visited one after the other.
  class Visitor {
   public:
    /// match and reserves must outlive it.
    Visitor(const LocalMatch& match, Reserves& reserves) : match_(match), reserves_(reserves), deadline_(match.deadline_.end()) {}

    /// What is given is valid until the next call. Throws Xapian::Error and DeadlinePassed.
    Stretch at(const StretchPlace& where);

   private:
    struct Shard {
      Shard(const LocalMatch& match, std::size_t its_place, Reserves& reserves, const Deadline& deadline);
      const std::size_t place;
      ShardPostings postings;
      SetMatcher sets;
      Scorer scorer;
    };
    const LocalMatch& match_;
    Reserves& reserves_;
    const Deadline deadline_;
    std::optional<Shard> shard_;
  };

  /// visit(const Stretch&): in this thread. Throws what is thrown by what it does there.
  template <class Visit>
  void each_stretch(Visit&& visit) {
    Visitor visitor(*this, reserves_);
    for (const auto& where : stretches()) visit(visitor.at(where));
  }

  /// visit(const Stretch&, the matches in it). Throws Xapian::Error and DeadlinePassed.
  template <class Visit>
  void each(const Prepared& what, Visit&& visit) {
    each_stretch([&](const Stretch& stretch) {
      StretchSet found = stretch.sets.everything(stretch.number);
      stretch.sets.keep(what, stretch.number, found);
      visit(stretch, found);
    });
  }

 private:
  const std::vector<const Xapian::Database*> shards_;
  const std::shared_ptr<const Columns> columns_;
  Reserves& reserves_;
  const Deadline& deadline_;
  Collection collection_;
  std::vector<std::unique_ptr<glass::TableReader>> data_;  // by place of a database; null: not read from yet
};

}  // namespace backfile::search
