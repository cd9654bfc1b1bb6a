// What words of a query gain where they stand near each other. Positions take longer to read than everything else about an article, so
// they are read last, and only of articles that this could bring among the best.
#pragma once
#include <vector>

#include "server/query/expression.h"
#include "server/search/best.h"
#include "server/search/scorer.h"

namespace backfile::search {

/// Takes the nearness out of an expression whose matches do not depend on it: each a `near` with its scale. What nests deeper than the
/// first operand of filters and the like stays where it is.
std::vector<query::Expression> take_nearness(query::Expression& expression);

class Nearness {
 public:
  /// What an article can gain by pairs, at most.
  static double most(const std::vector<Prepared>& pairs);

  /// pairs: prepared, of an expression whose matches all lie in the database. Everything must outlive it.
  Nearness(const std::vector<Prepared>& pairs, ShardPostings& postings, const Deadline& deadline);

  /// Offers those matches of one stretch that may be among the best, with what they gain. ranked: the matches, in order of docids, without
  /// it. Throws Xapian::Error and DeadlinePassed.
  void offer(std::vector<Ranking> ranked, Scorer& scorer, Best& best);

 private:
  struct Candidate;
  void settle(std::vector<Candidate>& some, Best& best) const;

  const std::vector<Prepared>& pairs_;
  ShardPostings& postings_;
  const Deadline& deadline_;
  const double most_;
};

}  // namespace backfile::search
