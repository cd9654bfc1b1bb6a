// The postings and positions of one database while one search runs: from memory where a term's list is there, else from the tables, and
// where these are not ours to read, from Xapian.
#pragma once
#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/glass/posting_reader.h"
#include "server/search/columns.h"
#include "server/search/posting_walk.h"
#include "server/search/prepared.h"
#include "server/search/reserves.h"
#include "server/search/shard_positions.h"

namespace backfile::search {

/// Everything given must outlive it. Terms, each a Prepared of Op::term of one Collection, have no NUL in them.
class ShardPostings {
 public:
  ShardPostings(const Xapian::Database& its_database, const ShardColumns& its_columns, const Norms& its_norms, Reserves& reserves)
      : database(its_database),
        columns(its_columns),
        norms(its_norms),
        positions(its_database, its_columns.tables.positions),
        reserves_(reserves) {}
  ~ShardPostings();
  ShardPostings(const ShardPostings&) = delete;
  ShardPostings& operator=(const ShardPostings&) = delete;

  const Xapian::Database& database;
  const ShardColumns& columns;
  const Norms& norms;
  ShardPositions positions;

  Xapian::docid last() const { return static_cast<Xapian::docid>(columns.for_scoring.size() - 1); }

  /// A term's of a stretch; unknown where they are better read one by one, as few are there, or few of so many articles are asked about.
  /// Valid until another stretch is asked about. Throws Xapian::Error.
  StretchPostings stretch(const Prepared& term, std::size_t stretch, std::size_t articles);

  /// visit(index in what is looked at, how often the term stands there), in order. Throws Xapian::Error.
  template <class Visit>
  void each(const Prepared& term, const Within& within, Visit&& visit) {
    const auto there = stretch(term, stretch_of(within.first()), within.size());
    if (there.known()) return walk(there, within, visit);
    each_read(term, within, visit);
  }

 private:
  template <class Visit>
  void each_read(const Prepared& term, const Within& within, Visit&& visit) {
    if (!columns.tables.postings) return walk(database, term.term, within, visit);
    glass::PostingReader& reader = reader_of(term);
    walk(reader, term.term, within, visit);
    throw_where_it_failed(reader.result());
  }
  glass::PostingReader& reader_of(const Prepared& term);

  struct Known {
    std::optional<std::uint64_t> articles;  // that have it; unknown until it is met
    bool may_have_list = false;
    std::shared_ptr<const PostingList> list;
    int asked = 0;  // 1: whether it is there already; 2: whether it is worth reading
    // Of its own, as it is asked for stretch by stretch, and what follows is in the block that was read.
    std::unique_ptr<glass::PostingReader> reader;
    std::unique_ptr<StretchRoom> room;  // of the stretch `gathered`
    std::size_t gathered = kNone;
  };
  static constexpr std::size_t kNone = SIZE_MAX;
  Known& known(const Prepared& term);
  const PostingList* list(Known& known, const Prepared& term, bool worth_reading);
  bool is_worth_gathering(const Known& known, std::size_t of, std::size_t articles) const;

  Reserves& reserves_;
  std::vector<Known> lists_;  // by number, of the terms met so far
  std::size_t rooms_ = 0;
  std::size_t readers_ = 0;
  std::unique_ptr<glass::PostingReader> reader_;  // of all terms beyond some
};

}  // namespace backfile::search
