// Which articles of one database match, and what they score, worked out set by set: each posting list is read once, from its beginning to
// its end, and where only some articles are still in question, skipped through. Xapian's own matcher goes article by article through a tree
// of lists, asks a table for every article's length and cannot count without weighing (measured, ten words of which any: 14.7 ms of
// matching instead of 1.9). Exact totals and facets come for nothing, as every match is met anyway.
//
// An acceleration: it needs columns, and what it cannot do, Xapian does (prepare() says so).
#pragma once
#include <xapian.h>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/sums.h"

namespace backfile::search {

/// Articles of one database in order of docids, with what each scores; no scores where nothing weighs.
struct Matches {
  std::vector<Xapian::docid> articles;
  std::vector<double> scores;
};

class Within;  // posting_walk.h

/// Of one database while one search runs. Everything given must outlive it.
class SetMatcher {
 public:
  struct Shard {
    const Xapian::Database& database;
    const ShardColumns& columns;
    const std::vector<float>& norms;  // Columns::norms
  };
  SetMatcher(const Shard& shard, SumsInReserve& reserve, const Deadline& deadline);

  /// What matches in a stretch of docids. Throws Xapian::Error and DeadlinePassed.
  Matches in_stretch(const Prepared& what, std::size_t stretch);

  /// What matches of these, which all lie in one stretch.
  Matches among(const Prepared& what, const std::vector<Xapian::docid>& articles);

 private:
  using Articles = std::vector<Xapian::docid>;
  Matches find(const Prepared& what, const Within& within);
  Matches find_term(const Prepared& term, const Within& within);
  Matches find_any(const Prepared& any, const Within& within);
  Matches find_synonym(const Prepared& synonym, const Within& within);
  Matches find_all(const Prepared& all, const Within& within);
  Matches find_maybe(const Prepared& maybe, const Within& within);
  Matches find_filtered(const Prepared& filter, const Within& within);
  Matches find_without(const Prepared& without, const Within& within);
  Matches find_in_few(const Prepared& without, const Within& within);
  const Articles& others(const Prepared& what, std::size_t stretch);
  Matches find_row(const Prepared& row, const Within& within);
  Matches find_range(const Prepared& range, const Within& within);
  Matches find_values(const Prepared& range, const Within& within);
  Matches everything(const Within& within) const;
  void add(const Prepared& part, const Within& within, Sums& sums);
  void add_mostly_one(const Prepared& synonym, const Within& within, Sums& sums);
  void add_occurrences(const Prepared& part, const Within& within, Sums& sums);
  const PostingList* list_of(const std::string& term, const Within& within);
  template <class Visit>
  void each_posting(const std::string& term, const Within& within, Visit&& visit);

  const Shard shard_;
  SumsInReserve& reserve_;
  const Deadline& deadline_;
  std::unordered_map<std::string, std::shared_ptr<const PostingList>> lists_;  // of the terms met so far; null: read from Xapian
  std::size_t others_stretch_ = 0;
  std::unordered_map<std::string, Articles> others_;  // of that stretch, by the terms that they have not got
};

}  // namespace backfile::search
