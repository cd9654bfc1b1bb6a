// What such an endpoint takes is handed to parse_request, so that a parameter means the same everywhere.
#include "server/query/narrow_request.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "server/query/characters.h"
#include "server/query/nearest.h"

namespace backfile::query {
namespace {

constexpr std::string_view kRelated[] = {"from", "to",   "section",   "author", "source",   "tag",
                                         "lang", "page", "page_size", "fields", "snippets", "snippet_length"};
constexpr std::string_view kSuggest[] = {"q", "from", "to", "section", "author", "source", "tag", "lang"};

constexpr std::string_view kTimeline[] = {"q", "in", "from", "to", "on", "section", "author", "source", "tag", "lang", "match", "synonyms"};
constexpr std::string_view kExport[] = {"q",      "in",  "from", "to",    "on",       "section", "author",
                                        "source", "tag", "lang", "match", "synonyms", "sort"};
constexpr std::string_view kFeed[] = {"q",   "in",   "from",  "to",       "on",        "section",  "author",        "source",
                                      "tag", "lang", "match", "synonyms", "page_size", "snippets", "snippet_length"};
constexpr std::string_view kPage[] = {"q",    "in",   "from",  "to",   "on",        "section", "author",   "source",    "tag",
                                      "lang", "sort", "match", "page", "page_size", "recency", "synonyms", "facet_size"};
constexpr std::string_view kFormats[] = {"ndjson", "csv", "ids"};  // as the enumeration
constexpr std::string_view kFields[] = {
    "id",    "url",      "source",  "section", "authors",   "tags",           "places",   "language",    "page",          "edition",
    "title", "subtitle", "summary", "body",    "published", "date_precision", "modified", "corrections", "ocr_confidence"};
constexpr std::string_view kIntervals[] = {"auto", "day", "week", "month", "year", "decade"};  // as the enumeration

}  // namespace

Result<SearchRequest> parse_narrow_request(const Parameters& parameters, const RequestLimits& limits,
                                           std::span<const std::string_view> taken, std::span<OwnParameter> own) {
  Parameters handed_on;
  for (const auto& [given, value] : parameters) {
    const std::string_view name = given == "page-size" || given == "pageSize" ? std::string_view("page_size") : std::string_view(given);
    const auto of_own = std::find_if(own.begin(), own.end(), [&](const OwnParameter& one) { return one.name == name; });
    if (of_own != own.end()) {
      const auto clean = clean_text(value);
      if (clean.empty()) continue;
      if (of_own->value) return fail(Code::invalid, quoted(name) + " is given more than once: give it one value.", std::string(name));
      of_own->value = clean;
    } else if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      handed_on.emplace_back(name, value);
    } else {
      std::vector<std::string_view> known(taken.begin(), taken.end());
      for (const OwnParameter& one : own) known.push_back(one.name);
      return tl::unexpected<Error>(unknown_parameter(given, known));
    }
  }
  auto request = parse_request(handed_on, limits);
  if (request) request->parameters = parameters;
  return request;
}

Result<std::optional<std::uint32_t>> whole_number(const OwnParameter& own, std::uint32_t most) {
  if (!own.value) return std::nullopt;
  const std::string &text = *own.value, name(own.name);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool digits = end == text.data() + text.size();
  if (digits && error == std::errc{} && number >= 1 && number <= most) return number;
  const bool too_large = digits && (error == std::errc::result_out_of_range || number > most);
  return fail(too_large ? Code::refused : Code::invalid,
              quoted(text) + " does not do for " + name + ": write a whole number from 1 to " + std::to_string(most) + ".", name);
}

Result<RelatedRequest> parse_related_request(const Parameters& parameters, const RequestLimits& limits) {
  OwnParameter own[] = {{"days"}};
  auto search = parse_narrow_request(parameters, limits, kRelated, own);
  if (!search) return tl::unexpected<Error>(search.error());
  constexpr std::uint32_t kMostDays = 36'500;
  return whole_number(own[0], kMostDays).map([&](auto number) { return RelatedRequest{std::move(*search), number}; });
}

Result<SuggestRequest> parse_suggest_request(const Parameters& parameters, const RequestLimits& limits) {
  OwnParameter own[] = {{"limit"}};
  auto filters = parse_narrow_request(parameters, limits, kSuggest, own);
  if (!filters) return tl::unexpected<Error>(filters.error());
  constexpr std::uint32_t kMost = 50, kUsual = 10;
  return whole_number(own[0], kMost).map([&](auto number) { return SuggestRequest{std::move(*filters), number.value_or(kUsual)}; });
}

Result<SearchRequest> parse_article_request(const Parameters& parameters, const RequestLimits& limits) {
  constexpr std::string_view kTaken[] = {"q", "in", "synonyms"};
  return parse_narrow_request(parameters, limits, kTaken, {});
}

std::string_view name(Interval interval) { return kIntervals[static_cast<std::size_t>(interval)]; }

Result<TimelineRequest> parse_timeline_request(const Parameters& parameters, const RequestLimits& limits) {
  OwnParameter own[] = {{"interval"}};
  auto search = parse_narrow_request(parameters, limits, kTimeline, own);
  if (!search) return tl::unexpected<Error>(search.error());
  const std::string wanted = own[0].value.value_or("auto");
  const auto* found = std::find(std::begin(kIntervals), std::end(kIntervals), wanted);
  if (found == std::end(kIntervals))
    return fail(Code::invalid, quoted(wanted) + " is not an interval: write auto, day, week, month, year or decade.", "interval");
  return TimelineRequest{std::move(*search), static_cast<Interval>(found - std::begin(kIntervals))};
}

Result<ExportRequest> parse_export_request(const Parameters& parameters, const RequestLimits& limits, bool csv) {
  OwnParameter own[] = {{"fields"}, {"format"}};
  auto search = parse_narrow_request(parameters, limits, kExport, std::span(own).first(csv ? 1 : 2));
  if (!search) return tl::unexpected<Error>(search.error());
  if (search->sort == Sort::relevance)
    return fail(Code::invalid, "All matches are given by date: write sort=newest or sort=oldest.", "sort");
  ExportRequest request{std::move(*search), csv ? RowFormat::csv : RowFormat::ndjson, {}};
  if (own[1].value) {
    const auto* found = std::find(std::begin(kFormats), std::end(kFormats), *own[1].value);
    if (found == std::end(kFormats))
      return fail(Code::invalid, quoted(*own[1].value) + " is not a format: write ndjson, csv or ids.", "format");
    request.format = static_cast<RowFormat>(found - std::begin(kFormats));
  }
  if (own[0].value) {
    auto names = names_of(*own[0].value, kFields, "a field of an article", "fields");
    if (!names) return tl::unexpected<Error>(names.error());
    request.fields = std::move(*names);
  }
  if (request.format == RowFormat::ids && !request.fields.empty())
    return fail(Code::invalid, "With format=ids there is nothing but the ids: leave fields out, or write another format.", "fields");
  return request;
}

Result<SearchRequest> parse_feed_request(const Parameters& parameters, const RequestLimits& limits) {
  auto request = parse_narrow_request(parameters, limits, kFeed, {});
  if (!request) return request;
  constexpr std::uint32_t kUsual = 50;
  const bool sized = std::any_of(parameters.begin(), parameters.end(),
                                 [](const auto& one) { return one.first.starts_with("page") && !clean_text(one.second).empty(); });
  if (!sized) request->page_size = std::min(kUsual, limits.max_page_size);
  // A feed never falls back to any of the words: what it brings must be what was asked for.
  if (request->match == Match::automatic) request->match = Match::all;
  request->sort = Sort::indexed;
  request->corrections = false;
  return request;
}

Result<SearchRequest> parse_page_request(const Parameters& parameters, const RequestLimits& limits) {
  Parameters taken;
  for (const auto& one : parameters)
    if (std::find(std::begin(kPage), std::end(kPage), one.first) != std::end(kPage)) taken.push_back(one);
  return parse_request(taken, limits);
}

}  // namespace backfile::query
