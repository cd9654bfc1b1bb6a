#include "server/query/facets.h"

#include <algorithm>
#include <iterator>

namespace backfile::query {
namespace {

constexpr FacetInfo kFacets[] = {
    {"section", schema::Field::section}, {"source", schema::Field::source}, {"author", schema::Field::author},
    {"lang", schema::Field::language},   {"tag", schema::Field::tag},       {"year", std::nullopt},
};

bool open_or_year(const article::Date& date) { return !date || date.precision == article::Precision::year; }

}  // namespace

std::span<const FacetInfo> facets() { return kFacets; }

std::vector<std::string_view> facet_names() {
  std::vector<std::string_view> names;
  for (const FacetInfo& facet : kFacets) names.push_back(facet.name);
  return names;
}

const FacetInfo* find_facet(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFacets), std::end(kFacets), [&](const FacetInfo& facet) { return facet.name == name; });
  return found == std::end(kFacets) ? nullptr : found;
}

bool selected(const FacetInfo& facet, const SearchRequest& request) {
  if (!facet.field) return (request.from || request.to) && open_or_year(request.from) && open_or_year(request.to);
  const auto filter = request.filters.find(*facet.field);
  return filter != request.filters.end() && !filter->second.wanted.empty();
}

SearchRequest without_selection(const FacetInfo& facet, SearchRequest request) {
  if (facet.field)
    request.filters[*facet.field].wanted.clear();
  else
    request.from = request.to = {};
  return request;
}

}  // namespace backfile::query
