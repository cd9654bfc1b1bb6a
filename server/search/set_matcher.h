// Which articles of one database match, worked out set by set: each posting list is read once, from its beginning to its end, into a set of
// bits, and where only some articles are still in question, skipped through. Xapian's own matcher goes article by article through a tree of
// lists, asks a table for every article's length and cannot count without weighing (measured, ten words of which any: 14.7 ms of matching
// instead of 1.6). Exact totals and facets come for nothing, as every match is met anyway.
//
// An acceleration: it needs columns, and what it cannot do, Xapian does (prepare() says so).
#pragma once
#include <xapian.h>
#include <cstddef>
#include <forward_list>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/shard_postings.h"
#include "server/search/stretch_set.h"

namespace backfile::search {

/// Of one database while one search runs. Everything given must outlive it.
class SetMatcher {
 public:
  SetMatcher(ShardPostings& postings, const Deadline& deadline) : postings_(postings), deadline_(deadline) {}

  /// All articles of a stretch.
  StretchSet everything(std::size_t stretch) const;

  /// Takes out of `set`, of articles that there are in a stretch, what does not match. Throws Xapian::Error and DeadlinePassed.
  void keep(const Prepared& what, std::size_t stretch, StretchSet& set);

  /// Articles of a stretch that what is excluded does not match: each word of a query asks for those in none of its languages. excluded:
  /// whatever leaves_few(). Valid until another stretch is asked about. Throws as keep().
  std::span<const Xapian::docid> others(const Prepared& excluded, std::size_t stretch);
  /// Whether most articles match it, which are terms: then what it is excluded from is looked for in the others.
  bool leaves_few(const Prepared& excluded) const;

 private:
  void keep_term(const Prepared& term, std::size_t stretch, StretchSet& set);
  void keep_any(const Prepared& any, std::size_t stretch, StretchSet& set);
  void keep_all(const Prepared& all, std::size_t stretch, StretchSet& set);
  void keep_without(const Prepared& without, std::size_t stretch, StretchSet& set);
  void keep_others(const Prepared& excluded, std::size_t stretch, StretchSet& set);
  void enter(std::size_t stretch);
  void keep_row(const Prepared& row, std::size_t stretch, StretchSet& set);
  void find_row(const Prepared& row, std::size_t stretch, StretchSet& set);
  void keep_days(const Prepared& range, std::size_t stretch, StretchSet& set) const;
  void keep_values(const Prepared& range, std::size_t stretch, StretchSet& set) const;

  ShardPostings& postings_;
  const Deadline& deadline_;
  struct Others {
    std::vector<std::size_t> terms;  // that they have not got, by number
    std::shared_ptr<const Complement> all;
    // Where these are too many to be kept, of one stretch.
    std::optional<std::size_t> stretch;
    StretchSet set;
    std::vector<Xapian::docid> articles;
  };
  Others& known_others(const Prepared& excluded, std::size_t stretch);
  StretchSet without_any(const Prepared& excluded, std::size_t stretch);
  std::optional<Complement> complement(const Prepared& excluded);
  std::forward_list<Others> others_;  // few

  std::size_t stretch_ = 0;  // of the rows
  /// Whoever scores articles asks again about those that were found: their positions need not be read twice.
  struct Row {
    StretchSet asked, found;
  };
  std::unordered_map<const Prepared*, Row> rows_;
};

}  // namespace backfile::search
