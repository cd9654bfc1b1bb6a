// Which of many matches may be among the best: most of a score is known from the words that weigh most, and whoever could not come up to
// the best so far with all that the others may add need not be scored (MaxScore: Turtle and Flood, "Query evaluation: strategies and
// optimizations", IP&M 31(6), 1995; a term at a time, as the sets of the matches are known already).
#pragma once
#include <xapian.h>
#include <vector>

#include "server/search/columns.h"
#include "server/search/prepared.h"
#include "server/search/recency.h"
#include "server/search/scorer.h"
#include "server/search/stretch_set.h"

namespace backfile::search {

/// What an article gains by its age in days, looked up: logarithms of every match would take longer than all else about it.
class Gains {
 public:
  explicit Gains(const Recency& recency);
  /// day: of the instant of publication; 0: undated.
  double of(std::int32_t day) const {
    if (by_age_.empty() || day <= 0) return 0;
    const auto age = static_cast<std::size_t>(std::max(0, newest_ - day));
    return age < by_age_.size() ? by_age_[age] : 0;
  }
  double most() const { return by_age_.empty() ? 0 : by_age_.front(); }

 private:
  const std::int32_t newest_;
  std::vector<double> by_age_;
};

/// For one search. Everything given must outlive it.
class Promising {
 public:
  /// more: what else an article may score at most, which is not in `what`. archive: articles in all databases.
  Promising(const Prepared& what, const Gains& gains, std::size_t most, double more, double archive);

  /// Articles in order. scores: what each of them scores, what it gains by its age included; none where that is not known yet.
  struct Articles {
    std::vector<Xapian::docid> articles;
    std::vector<double> scores;
  };
  /// Of matches in a stretch: all that can be among the `most` best of them and score `least` at least, gains and all; perhaps others.
  /// Throws Xapian::Error and DeadlinePassed.
  Articles of(const NumberedSet& matches, std::size_t stretch, const ShardColumns& columns, Scorer& scorer, Reserves& reserves,
              double least) const;

 private:
  struct Some;
  void take_apart(const Prepared& what, bool matches);
  bool may_decide(std::size_t next, double least) const;
  double left_from(std::size_t part) const { return left_[part] + more_ + gains_.most(); }
  Some scan(const NumberedSet& matches, std::size_t stretch, const ShardColumns& columns, Scorer& scorer, Reserves& reserves,
            double& least) const;

  const Gains& gains_;
  const std::size_t most_;
  const double archive_;
  double more_;                         // what parts of parts, and others, may add
  bool apart_ = true;                   // all that adds to scores of `what` is among the parts
  std::vector<const Prepared*> parts_;  // terms and synonyms of some, each of which adds wherever it stands; heaviest first
  std::vector<double> left_;            // by part: what it and those after it may add
};

}  // namespace backfile::search
