// What articles of one database score: those that may be among the best (promising.h), or, by one word, all of a stretch.
#pragma once
#include <xapian.h>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/prepared.h"
#include "server/search/reserves.h"
#include "server/search/set_matcher.h"
#include "server/search/shard_postings.h"

namespace backfile::search {

/// Articles of one database in order of docids, with what each scores; no scores where nothing weighs.
struct Matches {
  std::vector<Xapian::docid> articles;
  std::vector<double> scores;

  /// Makes room where it is known how many there may be.
  void expect(const Within& within, bool scored) {
    if (!within.only()) return;
    articles.reserve(within.size());
    if (scored) scores.reserve(within.size());
  }
};

/// Of one database while one search runs. Everything given must outlive it.
class Scorer {
 public:
  Scorer(ShardPostings& postings, SetMatcher& sets, Reserves& reserves, const Deadline& deadline)
      : postings_(postings), sets_(sets), reserves_(reserves), deadline_(deadline) {}

  /// What matches of these, which all lie in one stretch. Throws Xapian::Error and DeadlinePassed.
  Matches among(const Prepared& what, const std::vector<Xapian::docid>& articles);

  /// Adds what each article scores by a part, a term or a synonym of some.
  void add(const Prepared& part, const Within& within, Sums& sums);

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
  Matches find_set(const Prepared& what, const Within& within);
  /// What a term or synonym adds to the score of an article that has it so often.
  double weigh(const Prepared& part, Xapian::docid article, double times) const;
  void add_mostly_one(const Prepared& synonym, const Within& within, Sums& sums);
  void add_occurrences(const Prepared& part, const Within& within, Sums& sums);

  ShardPostings& postings_;
  SetMatcher& sets_;
  Reserves& reserves_;
  const Deadline& deadline_;
};

}  // namespace backfile::search
