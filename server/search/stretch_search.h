// What one thread finds of a search, stretch by stretch: how many articles match, the best of them, and what facets count.
#pragma once
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "server/query/request.h"
#include "server/search/best.h"
#include "server/search/facet_counts.h"
#include "server/search/local_match.h"
#include "server/search/nearness.h"
#include "server/search/promising.h"
#include "server/search/workbench.h"

namespace backfile::search {

/// What is asked for: what weighs, and what is demanded besides; what pairs of words gain; facets to count. Refers to what it is made of.
struct Question {
  struct CountedBy {
    const query::FacetInfo* facet;
    std::optional<Prepared> conditions;  // other ones, under which it counts what would match
  };
  const Prepared& what;
  const Prepared& conditions;
  const std::vector<Prepared>& pairs;
  std::vector<CountedBy> facets;
  query::Sort sort;
  std::size_t most;  // articles that are of interest
};

/// What the threads of one search share. Everything given must outlive it.
struct Common {
  Common(const Question& of, const LocalMatch& match, const Gains& gained_by_age);

  const Question& question;
  const Columns& columns;
  const Gains& gains;
  const Promising promising;
  std::atomic<double> least{-std::numeric_limits<double>::infinity()};  // who scores below this is not on the page
};

class StretchSearch {
 public:
  /// common and bench must outlive it.
  StretchSearch(Common& common, Workbench& bench);

  /// One that none of the threads has searched. Throws Xapian::Error and DeadlinePassed.
  void search(const LocalMatch::Stretch& stretch);

  std::uint64_t total() const { return total_; }
  /// To be called behind the last stretch. Throws as search().
  void finish();
  /// By place of a database.
  std::vector<Best>& best() { return best_; }
  /// Of the facet at this place among Question::facets.
  const ColumnCounts& counts(std::size_t facet) const { return *counts_[facet]; }

 private:
  StretchSet matches(const LocalMatch::Stretch& stretch);
  void count(const LocalMatch::Stretch& stretch, const NumberedSet& found);
  std::vector<Ranking> ranked(const LocalMatch::Stretch& stretch, const NumberedSet& found);
  double gained(const ShardColumns& columns, Xapian::docid article) const;
  Ranking ranking(const ShardColumns& columns, Xapian::docid article, double score) const;
  void offer_near(const LocalMatch::Stretch& stretch, const std::vector<Ranking>& ranked);
  void raise_least(double least);

  Common& common_;
  Workbench& bench_;
  std::vector<Best> best_;
  std::vector<std::unique_ptr<Nearness>> nearness_;  // by place; null: none of it searched yet
  std::vector<std::unique_ptr<ColumnCounts>> counts_;
  std::uint64_t total_ = 0;
};

}  // namespace backfile::search
