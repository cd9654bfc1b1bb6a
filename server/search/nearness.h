// What words of a query gain where they stand near each other. Positions take longer to read than everything else about an article, so
// they are read last, and only of articles that this could bring among the best.
#pragma once
#include <xapian.h>
#include <cstddef>
#include <vector>

#include "server/query/expression.h"
#include "server/search/best.h"
#include "server/search/deadline.h"
#include "server/search/scorer.h"
#include "server/search/shard_positions.h"

namespace backfile::search {

/// Takes the nearness out of an expression whose matches do not depend on it: each a `near` with its scale. What nests deeper than the
/// first operand of filters and the like stays where it is.
std::vector<query::Expression> take_nearness(query::Expression& expression);

/// Of one database, for one thread of a search.
class Nearness {
 public:
  /// What an article can gain by pairs, at most.
  static double most(const std::vector<Prepared>& pairs);

  /// pairs: prepared, of an expression whose matches all lie in the database; must outlive it. most: how many of the best are wanted.
  Nearness(const std::vector<Prepared>& pairs, std::size_t most, ShardPositions positions, Deadline::Clock::time_point deadline);

  // All throw Xapian::Error and DeadlinePassed.

  /// Those matches of one stretch that may be among the best. They are put off until it is known what they have to come up to; where they
  /// become many, some are offered to `best` at once. ranked: the matches, without what they gain. known: who scores less is not wanted.
  void offer(const std::vector<Ranking>& ranked, Scorer& scorer, double known, Best& best);
  /// Offers those that were put off and may still be among the best.
  void finish(double known, Best& best);

  /// Those offered so far leave none among the best that scores below this.
  double least() { return plain_.least(); }

 private:
  /// One whose gain is not known yet.
  struct Candidate {
    Ranking ranking;
    double at_most;             // score with all that it may gain
    std::vector<double> gains;  // by pair: what it gains if the words stand near each other; 0 where it has not got both
  };
  std::vector<Candidate> candidates_of(const std::vector<Ranking>& ranked, Scorer& scorer) const;
  void settle(std::vector<Candidate> some, Best& best);

  const std::vector<Prepared>& pairs_;
  std::vector<Prepared> both_;  // by pair: what has both words, wherever they stand
  const std::size_t most_wanted_;
  const double most_gained_;
  ShardPositions positions_;
  const Deadline deadline_;
  Best plain_;  // by what each scores without any gain, which is the least that it comes to
  std::vector<Candidate> put_off_;
};

}  // namespace backfile::search
