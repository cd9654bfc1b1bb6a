// How often each content of a facet's slot, or each year, stands in the articles of a match.
#pragma once
#include <xapian.h>
#include <functional>
#include <memory>
#include <string>

#include "server/query/facets.h"
#include "server/search/columns.h"

namespace backfile::search {

class FacetCounts {
 public:
  virtual ~FacetCounts() = default;

  /// For one match.
  virtual Xapian::MatchSpy& spy() = 0;

  /// Each content of the slot, several values in one (schema/values.h), or each year in four digits ("0843"), that an article of the match
  /// has. The same one may come more than once.
  virtual void each(const std::function<void(const std::string& content, std::uint64_t count)>& tell) const = 0;
};

/// columns: null, or outlives the counts.
std::unique_ptr<FacetCounts> count_facet(const query::FacetInfo& facet, const MatchColumns* columns);

}  // namespace backfile::search
