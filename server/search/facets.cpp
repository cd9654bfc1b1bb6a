// Contents of a slot are counted as they are; only the different ones are taken apart, once each.
#include "server/search/facets.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <list>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/article/language.h"
#include "indexer/schema/values.h"

namespace backfile::search {
namespace {

constexpr std::size_t kMostRemembered = 1'024;  // contents of a field, some hundred bytes each

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

/// Of the articles with one content: a value, in one spelling.
struct Tally {
  const OfferedValue* value;
  std::uint64_t count;
  bool selected = false;
};

std::vector<FacetValue> values_of(schema::Field field, const FacetCounts& counts, const query::SearchRequest& request,
                                  OfferedValues& offered) {
  std::vector<Tally> tallies;
  counts.each([&](const std::string& content, std::uint64_t count) {
    for (const OfferedValue& value : offered.of(field, content)) tallies.push_back({&value, count});
  });
  std::list<OfferedValue> wanted;
  if (const auto filter = request.filters.find(field); filter != request.filters.end())
    for (const auto& value : filter->second.wanted) {
      wanted.push_back({schema::exact_term(field, value), value});
      tallies.push_back({&wanted.back(), 0, true});
    }
  std::sort(tallies.begin(), tallies.end(), [](const Tally& a, const Tally& b) {
    return std::tie(a.value->term, a.value->spelling) < std::tie(b.value->term, b.value->spelling);
  });
  std::vector<FacetValue> listed;
  for (auto tally = tallies.begin(); tally != tallies.end();) {
    FacetValue all{{}, 0, false};
    std::uint64_t most = 0;
    const std::string *const term = &tally->value->term, *best = &tally->value->spelling;
    while (tally != tallies.end() && tally->value->term == *term) {
      const std::string& spelling = tally->value->spelling;
      std::uint64_t count = 0;
      for (; tally != tallies.end() && tally->value->term == *term && tally->value->spelling == spelling; ++tally) {
        count += tally->count;
        all.selected = all.selected || tally->selected;
      }
      all.count += count;
      if (count > most) best = &spelling;
      most = std::max(most, count);
    }
    all.value = *best;
    listed.push_back(std::move(all));
  }
  return listed;
}

// Printing a century of them by a format takes as long as everything else about the facet.
std::string four_digits(int year) {
  std::string digits(4, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, year /= 10) *digit = static_cast<char>('0' + year % 10);
  return digits;
}

/// The latest first.
std::vector<FacetValue> years_of(const FacetCounts& counts, const query::SearchRequest& request) {
  const bool some_selected = query::selected(*query::find_facet("year"), request);
  const int first = request.from ? request.from.year : 1, last = request.to ? request.to.year : 9'999;
  std::vector<std::pair<int, std::uint64_t>> all;
  // An open or long range selects thousands of years: those without articles are not worth a line.
  if (some_selected && first == last) all.emplace_back(first, 0);
  counts.each([&](const std::string& year, std::uint64_t count) {
    std::from_chars(year.data(), year.data() + year.size(), all.emplace_back(0, count).first);
  });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<FacetValue> listed;
  for (auto year = all.begin(); year != all.end();) {
    const int number = year->first;
    FacetValue value{four_digits(number), 0, some_selected && number >= first && number <= last};
    for (; year != all.end() && year->first == number; ++year) value.count += year->second;
    listed.push_back(std::move(value));
  }
  return listed;
}

/// The `size` that most articles have, then what is selected beside them; of as many articles those first that come first.
std::vector<FacetValue> listed(std::vector<FacetValue>& values, std::size_t size) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  const auto cut = order.begin() + static_cast<std::ptrdiff_t>(std::min(size, values.size()));
  const auto before = [&](std::size_t a, std::size_t b) { return std::pair(values[b].count, a) < std::pair(values[a].count, b); };
  std::partial_sort(order.begin(), cut, order.end(), before);
  const auto end = std::partition(cut, order.end(), [&](std::size_t i) { return values[i].selected; });
  std::sort(cut, end, before);
  std::vector<FacetValue> shown;
  for (auto i = order.begin(); i != end; ++i) shown.push_back(std::move(values[*i]));
  return shown;
}

}  // namespace

const std::vector<OfferedValue>& OfferedValues::of(schema::Field field, const std::string& content) {
  auto& known = known_[field];
  if (const auto there = known.find(content); there != known.end()) return there->second;
  std::vector<OfferedValue> values;
  std::set<std::string> seen;
  for (const auto value : schema::split_values(content))
    for (auto& one : offered(field, value)) {
      auto term = schema::exact_term(field, one);
      if (seen.insert(term).second) values.push_back({std::move(term), std::move(one)});
    }
  return known.emplace(content, std::move(values)).first->second;
}

void OfferedValues::trim() {
  std::erase_if(known_, [](const auto& field) { return field.second.size() > kMostRemembered; });
}

Facet facet_of(const query::FacetInfo& info, const FacetCounts& counts, const query::SearchRequest& request, std::size_t size,
               OfferedValues& offered) {
  Facet facet{std::string(info.name), {}};
  auto values = info.field ? values_of(*info.field, counts, request, offered) : years_of(counts, request);
  offered.trim();
  facet.values = listed(values, size);
  return facet;
}

Facets::Facets(const query::SearchRequest& request, OfferedValues& offered, Stages& stages)
    : request_(request), offered_(offered), stages_(stages) {
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
  for (const auto& [facet, counts] : facets_) all.push_back(facet_of(*facet, *counts, request_, request_.facet_size, offered_));
  return all;
}

}  // namespace backfile::search
