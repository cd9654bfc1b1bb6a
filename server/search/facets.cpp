// What stands in a value slot is counted as it is; only the different contents of the slot are taken apart, once each.
#include "server/search/facets.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/schema/values.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

int year_of(std::string_view time_value) { return article::civil_from_days(schema::read_time_value(time_value) / kSecondsADay).year; }

class YearSpy : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const std::string first = document.get_value(schema::kFirstSlot);
    if (!first.empty()) ++counts_[static_cast<std::size_t>(year_of(first))];
  }
  const std::array<std::uint64_t, 10'000>& counts() const { return counts_; }

 private:
  std::array<std::uint64_t, 10'000> counts_{};  // by year
};

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

Values count_values(schema::Field field, const Xapian::ValueCountMatchSpy& spy) {
  Values values;
  for (auto raw = spy.values_begin(); raw != spy.values_end(); ++raw) {
    std::set<std::string> seen;
    const std::string slot = *raw;
    for (const auto value : schema::split_values(slot)) {
      for (const auto& one : offered(field, value)) {
        auto key = schema::exact_term(field, one);
        if (!seen.insert(key).second) continue;
        Counted& counted = values[std::move(key)];
        counted.count += raw.get_termfreq();
        counted.spellings[one] += raw.get_termfreq();
      }
    }
  }
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

std::vector<FacetValue> values_of(schema::Field field, const Xapian::ValueCountMatchSpy& spy, const query::SearchRequest& request) {
  Values values = count_values(field, spy);
  select(field, request, values);
  std::vector<FacetValue> listed;
  for (const auto& [term, counted] : values) listed.push_back({spelling(counted), counted.count, counted.selected});
  return listed;
}

std::vector<FacetValue> years_of(const YearSpy& spy, const query::SearchRequest& request) {
  const bool some_selected = query::selected(*query::find_facet("year"), request);
  const int first = request.from ? request.from.year : 1, last = request.to ? request.to.year : 9'999;
  std::vector<FacetValue> listed;
  for (int year = 9'999; year >= 1; --year) {
    const auto count = spy.counts()[static_cast<std::size_t>(year)];
    const bool selected = some_selected && year >= first && year <= last;
    // An open or long range selects thousands of years: those without articles are not worth a line.
    if (count > 0 || (selected && first == last))
      listed.push_back({article::to_iso({.year = year, .precision = article::Precision::year}), count, selected});
  }
  return listed;
}

}  // namespace

FacetCount::FacetCount(const query::FacetInfo& facet) : facet_(&facet) {
  if (facet.field)
    spy_ = std::make_unique<Xapian::ValueCountMatchSpy>(schema::info(*facet.field).slot);
  else
    spy_ = std::make_unique<YearSpy>();
}

Facet FacetCount::facet(const query::SearchRequest& request, std::size_t size) const {
  Facet facet{std::string(facet_->name), {}};
  auto& values = facet.values;
  if (facet_->field)
    values = values_of(*facet_->field, static_cast<const Xapian::ValueCountMatchSpy&>(*spy_), request);
  else
    values = years_of(static_cast<const YearSpy&>(*spy_), request);
  std::stable_sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > size) {
    const auto cut = values.begin() + static_cast<std::ptrdiff_t>(size);
    values.erase(std::remove_if(cut, values.end(), [](const FacetValue& value) { return !value.selected; }), values.end());
  }
  return facet;
}

Facets::Facets(const query::SearchRequest& request, Stages& stages) : request_(request), stages_(stages) {
  for (const auto& name : request.facets) counts_.emplace_back(*query::find_facet(name));
}

void Facets::watch(Xapian::Enquire& enquire) {
  for (FacetCount& count : counts_) {
    if (query::selected(count.info(), request_)) continue;
    watching_.push_back(std::make_unique<SampledSpy>(count.spy(), stages_));
    enquire.add_matchspy(watching_.back().get());
  }
}

std::vector<Facet> Facets::results() const {
  const Stages::In in(stages_, Stage::facets);
  std::vector<Facet> all;
  for (const FacetCount& count : counts_) all.push_back(count.facet(request_, request_.facet_size));
  return all;
}

}  // namespace backfile::search
