// Contents of a slot are counted as they are; only the different ones are taken apart, once each.
#include "server/search/facets.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/schema/values.h"

namespace backfile::search {
namespace {

struct Counted {
  std::uint64_t count = 0;
  std::map<std::string, std::uint64_t> spellings;
  bool selected = false;
};
using Values = std::map<std::string, Counted>;  // by the term that a filter for the value asks for

// What a filter by one of these would find the article by: "japan" too for "japan/politics", "en" for "en-US".
std::vector<std::string> offered(schema::Field field, std::string_view value) {
  if (field == schema::Field::language) return {std::string(article::base_language(value))};
  std::vector<std::string> values;
  if (schema::info(field).kind == schema::Kind::path) {
    for (auto slash = value.find('/'); slash != std::string_view::npos; slash = value.find('/', slash + 1)) {
      const auto level = value.substr(0, value.substr(0, slash).find_last_not_of(' ') + 1);
      if (!level.empty()) values.emplace_back(level);
    }
  }
  values.emplace_back(value);
  return values;
}

Values count_values(schema::Field field, const FacetCounts& counts) {
  Values values;
  counts.each([&](const std::string& slot, std::uint64_t count) {
    std::set<std::string> seen;
    for (const auto value : schema::split_values(slot)) {
      for (const auto& one : offered(field, value)) {
        auto key = schema::exact_term(field, one);
        if (!seen.insert(key).second) continue;
        Counted& counted = values[std::move(key)];
        counted.count += count;
        counted.spellings[one] += count;
      }
    }
  });
  return values;
}

void select(schema::Field field, const query::SearchRequest& request, Values& values) {
  const auto filter = request.filters.find(field);
  if (filter == request.filters.end()) return;
  for (const auto& wanted : filter->second.wanted) {
    Counted& counted = values[schema::exact_term(field, wanted)];
    counted.selected = true;
    counted.spellings.emplace(wanted, 0);
  }
}

const std::string& spelling(const Counted& counted) {
  const auto most = std::max_element(counted.spellings.begin(), counted.spellings.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most->first;
}

std::vector<FacetValue> values_of(schema::Field field, const FacetCounts& counts, const query::SearchRequest& request) {
  Values values = count_values(field, counts);
  select(field, request, values);
  std::vector<FacetValue> listed;
  for (const auto& [term, counted] : values) listed.push_back({spelling(counted), counted.count, counted.selected});
  return listed;
}

/// The latest first.
std::vector<FacetValue> years_of(const FacetCounts& counts, const query::SearchRequest& request) {
  const bool some_selected = query::selected(*query::find_facet("year"), request);
  const int first = request.from ? request.from.year : 1, last = request.to ? request.to.year : 9'999;
  std::map<std::string, std::uint64_t, std::greater<>> years;
  // An open or long range selects thousands of years: those without articles are not worth a line.
  if (some_selected && first == last) years[article::to_iso({.year = first, .precision = article::Precision::year})] = 0;
  counts.each([&](const std::string& year, std::uint64_t count) { years[year] += count; });
  std::vector<FacetValue> listed;
  for (const auto& [year, count] : years) {
    const int number = article::parse_iso(year).value_or(article::Date{}).year;
    listed.push_back({year, count, some_selected && number >= first && number <= last});
  }
  return listed;
}

}  // namespace

Facet facet_of(const query::FacetInfo& info, const FacetCounts& counts, const query::SearchRequest& request, std::size_t size) {
  Facet facet{std::string(info.name), {}};
  auto& values = facet.values;
  values = info.field ? values_of(*info.field, counts, request) : years_of(counts, request);
  std::stable_sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > size) {
    const auto cut = values.begin() + static_cast<std::ptrdiff_t>(size);
    values.erase(std::remove_if(cut, values.end(), [](const FacetValue& value) { return !value.selected; }), values.end());
  }
  return facet;
}

Facets::Facets(const query::SearchRequest& request, Stages& stages) : request_(request), stages_(stages) {
  for (const auto& name : request.facets) {
    const auto* info = query::find_facet(name);
    facets_.push_back({info, count_in_slots(*info)});
  }
}

void Facets::watch(Xapian::Enquire& enquire) {
  for (auto& [facet, counts] : facets_) {
    if (query::selected(*facet, request_)) continue;
    watching_.push_back(std::make_unique<SampledSpy>(counts->spy(), stages_));
    enquire.add_matchspy(watching_.back().get());
  }
}

std::vector<Facet> Facets::results() const {
  const Stages::In in(stages_, Stage::facets);
  std::vector<Facet> all;
  for (const auto& [facet, counts] : facets_) all.push_back(facet_of(*facet, *counts, request_, request_.facet_size));
  return all;
}

}  // namespace backfile::search
