// The postings and positions of one database while one search runs: from memory where a term's list is there, else from the tables, and
// where these are not ours to read, from Xapian.
#pragma once
#include <xapian.h>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/glass/position_reader.h"
#include "indexer/glass/posting_reader.h"
#include "server/search/columns.h"
#include "server/search/posting_walk.h"

namespace backfile::search {

/// Everything given must outlive it. Terms have no NUL in them.
class ShardPostings {
 public:
  /// its_norms: Columns::norms of the shard.
  ShardPostings(const Xapian::Database& its_database, const ShardColumns& its_columns, const std::vector<float>& its_norms)
      : database(its_database), columns(its_columns), norms(its_norms) {
    if (columns.tables.positions) position_table_.emplace(columns.tables.positions);
  }

  const Xapian::Database& database;
  const ShardColumns& columns;
  const std::vector<float>& norms;

  Xapian::docid last() const { return static_cast<Xapian::docid>(columns.lengths.size() - 1); }

  /// Null where it is not in memory. through: whether all of it is gone through, which is when it is worth reading. Throws Xapian::Error.
  const PostingList* list(const std::string& term, bool through);

  /// visit(index in what is looked at, how often the term stands there), in order. Throws Xapian::Error.
  template <class Visit>
  void each(const std::string& term, const Within& within, Visit&& visit) {
    constexpr std::size_t kWorthwhile = kStretch / 2048;  // else not every chunk of it is read, of some hundred postings each
    if (const PostingList* const there = list(term, !within.only() || within.size() > kWorthwhile)) return walk(*there, within, visit);
    each_read(term, within, visit);
  }

  /// Ascending. Throws Xapian::Error.
  void positions(const std::string& term, Xapian::docid article, std::vector<Xapian::termpos>& positions);

 private:
  template <class Visit>
  void each_read(const std::string& term, const Within& within, Visit&& visit) {
    if (!columns.tables.postings) return walk(database, term, within, visit);
    glass::PostingReader& reader = reader_of(term);
    walk(reader, term, within, visit);
    throw_where_it_failed(reader.result());
  }
  glass::PostingReader& reader_of(const std::string& term);

  struct Known {
    std::shared_ptr<const PostingList> list;
    int asked = 0;  // 1: whether it is there already; 2: whether it is worth reading
    // Of its own, as it is asked for stretch by stretch, and what follows is in the block that was read.
    std::unique_ptr<glass::PostingReader> reader;
  };
  std::unordered_map<std::string, Known> lists_;  // of the terms met so far
  std::size_t readers_ = 0;
  std::unique_ptr<glass::PostingReader> reader_;  // of all terms beyond some
  std::optional<glass::PositionReader> position_table_;
};

}  // namespace backfile::search
