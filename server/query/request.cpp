// Parameters to request: one row a parameter, one function a kind of value.
#include "server/query/request.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

#include "indexer/article/language.h"
#include "server/query/characters.h"
#include "server/query/cursor.h"
#include "server/query/facets.h"
#include "server/query/nearest.h"

namespace backfile::query {
namespace {

constexpr std::string_view kResultFields[] = {"id",       "url",       "source",         "section",  "authors",    "tags",
                                              "language", "page",      "edition",        "title",    "title_html", "subtitle",
                                              "summary",  "published", "date_precision", "modified", "status",     "corrections",
                                              "score",    "snippets",  "ocr_confidence"};

struct Reading {
  SearchRequest& request;
  const RequestLimits& limits;
  std::string_view name;  // of the parameter, as documented
};

Result<void> invalid(const Reading& reading, std::string message) {
  return fail(Code::invalid, std::move(message), std::string(reading.name));
}
Result<void> refused(const Reading& reading, std::string message) {
  return fail(Code::refused, std::move(message), std::string(reading.name));
}

Result<void> read_q(const Reading& reading, const std::string& value) {
  const auto limit = reading.limits.max_query_bytes;
  if (value.size() > limit) {
    const std::string& more = reading.limits.text.for_more;
    return refused(reading, "The query is " + std::to_string(value.size()) + " bytes long: at most " + std::to_string(limit) +
                                " are read." + (more.empty() ? "" : " " + more));
  }
  reading.request.q = value;
  return {};
}

// In a URL a '+' is a space, so 10:00:00+09:00 often arrives as "10:00:00 09:00".
std::string with_lost_plus(std::string text) {
  const auto space = text.rfind(' ');
  if (space != std::string::npos && space > text.find('T')) text[space] = '+';
  return text;
}

Result<article::Date> read_date(const Reading& reading, const std::string& value) {
  auto date = article::parse_iso(value);
  if (!date) date = article::parse_iso(with_lost_plus(value));
  if (date) return *date;
  return fail(Code::invalid, quoted(value) + " is not a date: write 1912, 1912-04, 1912-04-16 or full ISO 8601.",
              std::string(reading.name));
}

template <article::Date SearchRequest::*Member>
Result<void> read_bound(const Reading& reading, const std::string& value) {
  return read_date(reading, value).map([&](const article::Date& date) { reading.request.*Member = date; });
}

Result<std::uint32_t> read_number(const Reading& reading, const std::string& value, std::uint32_t most, std::uint32_t least = 1) {
  const std::string param(reading.name);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool digits = end == value.data() + value.size();
  if (digits && error == std::errc{} && number >= least && number <= most) return static_cast<std::uint32_t>(number);
  const bool too_large = digits && (error == std::errc::result_out_of_range || number > most);
  return fail(too_large ? Code::refused : Code::invalid,
              quoted(value) + " does not do for " + param + ": write a whole number from " + std::to_string(least) + " to " +
                  std::to_string(most) + ".",
              param);
}

Result<void> read_cursor(const Reading& reading, const std::string& value) {
  return parse_cursor(value).map([&](Cursor cursor) { reading.request.cursor = std::move(cursor); });
}

Result<void> read_page(const Reading& reading, const std::string& value) {
  return read_number(reading, value, reading.limits.max_page).map([&](std::uint32_t number) { reading.request.page = number; });
}

Result<void> read_page_size(const Reading& reading, const std::string& value) {
  return read_number(reading, value, reading.limits.max_page_size).map([&](std::uint32_t number) { reading.request.page_size = number; });
}

Result<void> read_snippets(const Reading& reading, const std::string& value) {
  return read_number(reading, value, reading.limits.max_snippets, 0).map([&](std::uint32_t number) { reading.request.snippets = number; });
}

Result<void> read_snippet_length(const Reading& reading, const std::string& value) {
  return read_number(reading, value, reading.limits.max_snippet_length, reading.limits.min_snippet_length).map([&](std::uint32_t number) {
    reading.request.snippet_length = number;
  });
}

template <bool SearchRequest::*Member>
Result<void> read_switch(const Reading& reading, const std::string& value) {
  if (value != "0" && value != "1")
    return invalid(reading, quoted(value) + " does not do for " + std::string(reading.name) + ": write 1 or 0.");
  reading.request.*Member = value == "1";
  return {};
}

/// Points of the score; 0: age does not count.
Result<void> read_recency(const Reading& reading, const std::string& value) {
  double points = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), points);
  const bool number = error == std::errc{} && end == value.data() + value.size();
  if (!number || !(points >= 0 && points <= reading.limits.max_recency)) {
    return invalid(reading, quoted(value) + " does not do for recency: write a number from 0 (age does not count) to 10.");
  }
  reading.request.recency = points;
  return {};
}

Result<void> read_format(const Reading& reading, const std::string& value) {
  if (value != "json" && value != "text") return invalid(reading, quoted(value) + " is not a format: write json or text.");
  reading.request.as_text = value == "text";
  return {};
}

Result<void> read_in(const Reading& reading, const std::string& value) {
  if (value != "title") return invalid(reading, quoted(value) + " is no part of an article to look in: write title.");
  reading.request.in_title = true;
  return {};
}

/// 04-16; 02-29 is a day as well.
Result<void> read_on(const Reading& reading, const std::string& value) {
  const auto date = article::parse_iso("2000-" + value);
  if (value.size() != 5 || !date) return invalid(reading, quoted(value) + " is not a day of the year: write month and day, such as 04-16.");
  reading.request.on = {date->month, date->day};
  return {};
}

Result<void> read_sort(const Reading& reading, const std::string& value) {
  if (value == "relevance") return reading.request.sort = Sort::relevance, Result<void>{};
  if (value == "newest") return reading.request.sort = Sort::newest, Result<void>{};
  if (value == "oldest") return reading.request.sort = Sort::oldest, Result<void>{};
  return invalid(reading, quoted(value) + " is not an order: write relevance, newest or oldest.");
}

Result<void> read_match(const Reading& reading, const std::string& value) {
  if (value == "auto") return reading.request.match = Match::automatic, Result<void>{};
  if (value == "all") return reading.request.match = Match::all, Result<void>{};
  if (value == "any") return reading.request.match = Match::any, Result<void>{};
  return invalid(reading, quoted(value) + " is not a way to match: write auto, all or any.");
}

Result<void> add_names(const Reading& reading, const std::string& value, std::span<const std::string_view> known, std::string_view what,
                       std::vector<std::string>& names) {
  auto given = names_of(value, known, what, reading.name);
  if (!given) return tl::unexpected<Error>(given.error());
  for (auto& name : *given) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return {};
}

Result<void> read_fields(const Reading& reading, const std::string& value) {
  return add_names(reading, value, kResultFields, "a field of a result", reading.request.fields);
}

Result<void> read_facets(const Reading& reading, const std::string& value) {
  return add_names(reading, value, facet_names(), "a facet", reading.request.facets);
}

Result<void> read_facet_size(const Reading& reading, const std::string& value) {
  return read_number(reading, value, reading.limits.max_facet_size).map([&](std::uint32_t number) { reading.request.facet_size = number; });
}

std::size_t filter_values(const SearchRequest& request) {
  std::size_t count = 0;
  for (const auto& [field, filter] : request.filters) count += filter.wanted.size() + filter.unwanted.size();
  return count;
}

template <schema::Field Field>
Result<void> read_filter(const Reading& reading, const std::string& value) {
  const bool unwanted = value.starts_with('-');
  std::string wanted = unwanted ? clean_text(std::string_view(value).substr(1)) : value;
  if (wanted.empty()) return invalid(reading, quoted(value) + " excludes nothing: write the value after the hyphen.");
  if constexpr (Field == schema::Field::language) {
    const auto canonical = article::canonical_language(wanted);
    if (canonical.empty()) return invalid(reading, quoted(wanted) + " is not a language: write a code such as en, de or pt-BR.");
    wanted = canonical;
  }
  if (filter_values(reading.request) >= reading.limits.max_filter_values) {
    return refused(reading, "The search has more than " + std::to_string(reading.limits.max_filter_values) + " filter values.");
  }
  auto& filter = reading.request.filters[Field];
  (unwanted ? filter.unwanted : filter.wanted).push_back(std::move(wanted));
  return {};
}

struct Parameter {
  std::string_view name;
  bool repeatable;
  Result<void> (*read)(const Reading& reading, const std::string& value);  // value: clean and not empty
};

constexpr Parameter kParameters[] = {
    {"q", false, read_q},
    {"from", false, read_bound<&SearchRequest::from>},
    {"to", false, read_bound<&SearchRequest::to>},
    {"on", false, read_on},
    {"in", false, read_in},
    {"section", true, read_filter<schema::Field::section>},
    {"author", true, read_filter<schema::Field::author>},
    {"source", true, read_filter<schema::Field::source>},
    {"tag", true, read_filter<schema::Field::tag>},
    {"lang", true, read_filter<schema::Field::language>},
    {"sort", false, read_sort},
    {"match", false, read_match},
    {"page", false, read_page},
    {"cursor", false, read_cursor},
    {"page_size", false, read_page_size},
    {"fields", true, read_fields},
    {"facets", true, read_facets},
    {"facet_size", false, read_facet_size},
    {"snippets", false, read_snippets},
    {"snippet_length", false, read_snippet_length},
    {"recency", false, read_recency},
    {"explain", false, read_switch<&SearchRequest::explain>},
    {"format", false, read_format},
    {"synonyms", false, read_switch<&SearchRequest::synonyms>},
};

std::vector<std::string_view> parameter_names() {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : kParameters) names.push_back(parameter.name);
  return names;
}

const Parameter* find_parameter(std::string_view name) {
  if (name == "page-size" || name == "pageSize") name = "page_size";
  const auto* found =
      std::find_if(std::begin(kParameters), std::end(kParameters), [&](const Parameter& known) { return known.name == name; });
  return found == std::end(kParameters) ? nullptr : found;
}

Result<void> check_range(const SearchRequest& request) {
  if (!request.from || !request.to || article::first_second(request.from) <= article::last_second(request.to)) return {};
  return fail(Code::invalid, "from (" + article::to_iso(request.from) + ") is later than to (" + article::to_iso(request.to) + ").",
              "from");
}

/// A cursor has an order of its own and no pages.
Result<void> check_cursor(SearchRequest& request) {
  if (!request.cursor) return {};
  const auto given = [&](std::string_view name) {
    return std::any_of(request.parameters.begin(), request.parameters.end(), [&](const auto& one) { return one.first == name; });
  };
  if (given("page")) return fail(Code::invalid, "page and cursor do not go together: write one of them.", "cursor");
  if (request.sort == Sort::relevance)
    return fail(Code::invalid, "A cursor walks by date: write sort=newest or sort=oldest with it, or page for the best.", "cursor");
  if (request.cursor->after.empty())
    request.cursor->order = request.sort.value_or(Sort::newest);
  else if (request.sort && *request.sort != request.cursor->order)
    return fail(Code::invalid, "This cursor was given for another sort than this one.", "cursor");
  request.sort = request.cursor->order;
  return {};
}

}  // namespace

std::span<const std::string_view> result_fields() { return kResultFields; }

Result<std::vector<std::string>> names_of(std::string_view text, std::span<const std::string_view> known, std::string_view what,
                                          std::string_view param) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(',', begin), text.size());
    auto name = clean_text(text.substr(begin, end - begin));
    begin = end + 1;
    if (name.empty()) continue;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return fail(Code::invalid, quoted(name) + " is not " + std::string(what) + "; the nearest is " + quoted(nearest(name, known)) + ".",
                  std::string(param));
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

Error unknown_parameter(const std::string& name, std::span<const std::string_view> known) {
  const auto clean = clean_text(name);
  return {Code::invalid, "There is no parameter " + quoted(clean) + "; the nearest is " + quoted(nearest(clean, known)) + ".", clean};
}

Result<SearchRequest> parse_request(const Parameters& parameters, const RequestLimits& limits) {
  SearchRequest request;
  request.limits = limits.text;
  std::set<const Parameter*> given;
  for (const auto& [name, value] : parameters) {
    const auto* parameter = find_parameter(name);
    if (parameter == nullptr) return tl::unexpected<Error>(unknown_parameter(name, parameter_names()));
    const std::string known(parameter->name);
    if (!given.insert(parameter).second && !parameter->repeatable) {
      return fail(Code::invalid, quoted(known) + " is given more than once: give it one value.", known);
    }
    const auto clean = clean_text(value);
    if (clean.empty()) continue;
    const auto read = parameter->read({request, limits, parameter->name}, clean);
    if (!read) return tl::unexpected<Error>(read.error());
  }
  if (const auto ordered = check_range(request); !ordered) return tl::unexpected<Error>(ordered.error());
  request.parameters = parameters;
  if (const auto walks = check_cursor(request); !walks) return tl::unexpected<Error>(walks.error());
  return request;
}

}  // namespace backfile::query
