// What such an endpoint takes is handed to parse_request, so that a parameter means the same everywhere.
#include "server/query/narrow_request.h"

#include <algorithm>
#include <charconv>

#include "server/query/characters.h"
#include "server/query/nearest.h"

namespace backfile::query {
namespace {

constexpr std::string_view kRelated[] = {"from", "to",   "section",   "author", "source",   "tag",
                                         "lang", "page", "page_size", "fields", "snippets", "snippet_length"};
constexpr std::string_view kSuggest[] = {"q", "from", "to", "section", "author", "source", "tag", "lang"};

Result<void> read_own(const std::string& text, OwnNumber& own) {
  const std::string name(own.name);
  if (own.value) return fail(Code::invalid, quoted(name) + " is given more than once: give it one value.", name);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool digits = end == text.data() + text.size();
  if (digits && error == std::errc{} && number >= 1 && number <= own.most) {
    own.value = number;
    return {};
  }
  const bool too_large = digits && (error == std::errc::result_out_of_range || number > own.most);
  return fail(too_large ? Code::refused : Code::invalid,
              quoted(text) + " does not do for " + name + ": write a whole number from 1 to " + std::to_string(own.most) + ".", name);
}

}  // namespace

Result<SearchRequest> parse_narrow_request(const Parameters& parameters, const RequestLimits& limits,
                                           std::span<const std::string_view> taken, OwnNumber& own) {
  Parameters handed_on;
  for (const auto& [given, value] : parameters) {
    const std::string_view name = given == "page-size" || given == "pageSize" ? std::string_view("page_size") : std::string_view(given);
    if (name == own.name) {
      const auto clean = clean_text(value);
      if (clean.empty()) continue;
      if (const auto read = read_own(clean, own); !read) return tl::unexpected<Error>(read.error());
    } else if (std::find(taken.begin(), taken.end(), name) != taken.end()) {
      handed_on.emplace_back(name, value);
    } else {
      std::vector<std::string_view> known(taken.begin(), taken.end());
      known.push_back(own.name);
      return tl::unexpected<Error>(unknown_parameter(given, known));
    }
  }
  auto request = parse_request(handed_on, limits);
  if (request) request->parameters = parameters;
  return request;
}

Result<RelatedRequest> parse_related_request(const Parameters& parameters, const RequestLimits& limits) {
  OwnNumber days{"days", 36'500};
  auto search = parse_narrow_request(parameters, limits, kRelated, days);
  if (!search) return tl::unexpected<Error>(search.error());
  return RelatedRequest{std::move(*search), days.value};
}

Result<SuggestRequest> parse_suggest_request(const Parameters& parameters, const RequestLimits& limits) {
  OwnNumber limit{"limit", 50};
  auto filters = parse_narrow_request(parameters, limits, kSuggest, limit);
  if (!filters) return tl::unexpected<Error>(filters.error());
  return SuggestRequest{std::move(*filters), limit.value.value_or(10)};
}

}  // namespace backfile::query
