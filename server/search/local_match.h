// A match over all databases of a snapshot by the matcher of our own.
#pragma once
#include <xapian.h>
#include <memory>
#include <utility>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/set_matcher.h"

namespace backfile::search {

/// For one search, in one thread.
class LocalMatch {
 public:
  /// shards: what is searched; columns: theirs. reserve and deadline must outlive it.
  LocalMatch(std::vector<const Xapian::Database*> shards, std::shared_ptr<const Columns> columns, SumsInReserve& reserve,
             const Deadline& deadline);

  const Columns& columns() const { return *columns_; }
  const Xapian::Database& shard(std::size_t place) const { return *shards_[place]; }
  std::size_t shards() const { return shards_.size(); }
  std::uint64_t articles() const { return static_cast<std::uint64_t>(collection_.articles()); }

  /// As prepare().
  std::optional<Prepared> prepared(const query::Expression& what, bool weighed) { return prepare(what, weighed, collection_); }

  /// visit(place of a database, its matcher, matches): database by database, stretch by stretch. Throws Xapian::Error and DeadlinePassed.
  template <class Visit>
  void each(const Prepared& what, Visit&& visit) {
    for (std::size_t place = 0; place < shards_.size(); ++place) {
      const ShardColumns& columns = *columns_->shards[place];
      SetMatcher matcher({*shards_[place], columns, columns_->norms[place]}, reserve_, deadline_);
      const auto last = static_cast<Xapian::docid>(columns.lengths.size() - 1);
      for (std::size_t stretch = 0; first_of_stretch(stretch) <= last; ++stretch) visit(place, matcher, matcher.in_stretch(what, stretch));
    }
  }

 private:
  const std::vector<const Xapian::Database*> shards_;
  const std::shared_ptr<const Columns> columns_;
  SumsInReserve& reserve_;
  const Deadline& deadline_;
  Collection collection_;
};

}  // namespace backfile::search
