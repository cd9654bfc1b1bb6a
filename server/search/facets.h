// Facets: in how many of a search's articles each value of a field stands. Exact, over all matches.
#pragma once
#include <xapian.h>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/query/facets.h"
#include "server/search/facet_counts.h"
#include "server/search/results.h"
#include "server/search/sampled_spy.h"

namespace backfile::search {

/// A value that a facet offers, and the term that a filter for it asks for.
struct OfferedValue {
  std::string term, spelling;
};

/// What contents of slots offer: the same few come with every search, and taking them apart costs more than counting does. For one thread.
class OfferedValues {
 public:
  /// Each value once. Valid until trim().
  const std::vector<OfferedValue>& of(schema::Field field, const std::string& content);
  /// Forgets fields of which there is too much to remember.
  void trim();

 private:
  std::map<schema::Field, std::unordered_map<std::string, std::vector<OfferedValue>>> known_;
};

/// The `size` most frequent values, equally frequent ones in order of the alphabet (years: the latest first), and every selected one. An
/// article counts once for a value, for a section's levels above too, in whatever spelling it has them: values that a filter takes for
/// the same are one, spelt as most articles have it.
Facet facet_of(const query::FacetInfo& facet, const FacetCounts& counts, const query::SearchRequest& request, std::size_t size,
               OfferedValues& offered);

/// All facets of one search by Xapian's matcher, from value slots, which works over remote shards too. Everything given must
/// outlive it.
class Facets {
 public:
  Facets(const query::SearchRequest& request, OfferedValues& offered, Stages& stages);

  /// Counts in this match those that nothing is selected of.
  void watch(Xapian::Enquire& enquire);

  /// run(request, spy): runs the same search, restricted by that request, with that spy; called once for each facet with a selection.
  template <class Run>
  void count_selected(Run&& run) {
    const Stages::In in(stages_, Stage::facets);
    for (auto& [facet, counts] : facets_)
      if (query::selected(*facet, request_)) run(query::without_selection(*facet, request_), counts->spy());
  }

  std::vector<Facet> results() const;

 private:
  const query::SearchRequest& request_;
  OfferedValues& offered_;
  Stages& stages_;
  struct Counted {
    const query::FacetInfo* facet;
    std::unique_ptr<SlotCounts> counts;
  };
  std::vector<Counted> facets_;  // those that are asked for, and how each is counted
  std::vector<std::unique_ptr<SampledSpy>> watching_;
};

}  // namespace backfile::search
