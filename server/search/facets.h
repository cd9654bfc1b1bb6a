// Facets: in how many of a search's articles each value of a field stands. Exact, over all matches.
#pragma once
#include <xapian.h>
#include <memory>
#include <string>
#include <vector>

#include "server/query/facets.h"
#include "server/search/facet_counts.h"
#include "server/search/results.h"
#include "server/search/sampled_spy.h"

namespace backfile::search {

/// Counts while a match runs: hand spy() to the Enquire of one match, then ask for the facet. From columns where there are any; else a
/// field's values are counted by Xapian's own spy on their slot, which works over remote shards too.
class FacetCount {
 public:
  /// columns: null, or outlives this; then the match's query is to be watched().
  FacetCount(const query::FacetInfo& facet, const MatchColumns* columns);
  Xapian::MatchSpy& spy() { return counts_->spy(); }
  const query::FacetInfo& info() const { return *facet_; }

  /// The `size` most frequent values, equally frequent ones in order of the alphabet (years: the latest first), and every selected one. An
  /// article counts once for a value, for a section's levels above too, in whatever spelling it has them: values that a filter takes for
  /// the same are one, spelt as most articles have it.
  Facet facet(const query::SearchRequest& request, std::size_t size) const;

 private:
  const query::FacetInfo* facet_;
  std::unique_ptr<FacetCounts> counts_;
};

/// All facets of one search. The request and the stages must outlive it.
class Facets {
 public:
  Facets(const query::SearchRequest& request, const MatchColumns* columns, Stages& stages);

  /// Counts in this match those that nothing is selected of.
  void watch(Xapian::Enquire& enquire);

  /// run(request, spy): runs the same search, restricted by that request, with that spy; called once for each facet with a selection.
  template <class Run>
  void count_selected(Run&& run) {
    const Stages::In in(stages_, Stage::facets);
    for (FacetCount& count : counts_)
      if (query::selected(count.info(), request_)) run(query::without_selection(count.info(), request_), count.spy());
  }

  std::vector<Facet> results() const;

 private:
  const query::SearchRequest& request_;
  Stages& stages_;
  std::vector<FacetCount> counts_;
  std::vector<std::unique_ptr<SampledSpy>> watching_;
};

}  // namespace backfile::search
