#include "server/query/changes_request.h"

#include <charconv>

#include "server/query/characters.h"

namespace backfile::query {
namespace {

constexpr std::uint32_t kMostChanges = 1'000;
constexpr std::string_view kChangesParameters[] = {"since", "limit"};
constexpr std::string_view kUrlParameters[] = {"url"};

tl::unexpected<Error> given_twice(const std::string& name) {
  return fail(Code::invalid, quoted(name) + " is given more than once: give it one value.", name);
}

}  // namespace

Result<ChangesRequest> parse_changes_request(const Parameters& parameters) {
  ChangesRequest request;
  std::string limit;
  for (const auto& [name, value] : parameters) {
    if (name != "since" && name != "limit") return tl::unexpected<Error>(unknown_parameter(name, kChangesParameters));
    std::string& known = name == "since" ? request.since : limit;
    if (!known.empty()) return given_twice(name);
    known = clean_text(value);
  }
  if (limit.empty()) return request;
  const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), request.limit);
  if (error == std::errc{} && end == limit.data() + limit.size() && request.limit >= 1 && request.limit <= kMostChanges) return request;
  return fail(Code::invalid, quoted(limit) + " does not do for limit: write a whole number from 1 to " + std::to_string(kMostChanges) + ".",
              "limit");
}

Result<std::string> parse_url_request(const Parameters& parameters, const RequestLimits& limits) {
  std::string url;
  for (const auto& [name, value] : parameters) {
    if (name != "url") return tl::unexpected<Error>(unknown_parameter(name, kUrlParameters));
    if (!url.empty()) return given_twice(name);
    url = clean_text(value);
  }
  if (url.empty()) return fail(Code::invalid, "Write url=ADDRESS, the address of the article on the web.", "url");
  if (url.size() > limits.max_query_bytes)
    return fail(Code::refused, "url is longer than " + std::to_string(limits.max_query_bytes) + " bytes.", "url");
  return url;
}

}  // namespace backfile::query
