// THE table of facets: what `facets=` may ask for.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "indexer/schema/fields.h"
#include "server/query/request.h"

namespace backfile::query {

struct FacetInfo {
  std::string_view name;               // in the API
  std::optional<schema::Field> field;  // whose values are counted; none: the year of publication
};
std::span<const FacetInfo> facets();
std::vector<std::string_view> facet_names();
const FacetInfo* find_facet(std::string_view name);  // null: there is none

/// Whether values of the facet are selected by the request: then its counts are those of the search without this selection, so that its
/// other values keep theirs. Years are selected by `from` and `to` that are years.
bool selected(const FacetInfo& facet, const SearchRequest& request);

/// The request without what selects values of the facet; what excludes some stays.
SearchRequest without_selection(const FacetInfo& facet, SearchRequest request);

}  // namespace backfile::query
