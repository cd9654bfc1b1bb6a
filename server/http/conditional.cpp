// If-None-Match and If-Modified-Since.
#include "server/http/conditional.h"

#include <ctime>

namespace backfile::http {
namespace {

/// Weak comparison, which is the one for If-None-Match: W/ does not count. list: "a", W/"b", … or *.
bool lists(std::string_view list, std::string_view etag) {
  if (list == "*") return true;
  for (std::size_t open = list.find('"'); open != std::string_view::npos;) {
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (list.substr(open + 1, close - open - 1) == etag) return true;
    open = list.find('"', close + 1);
  }
  return false;
}

bool client_has(const Request& request, const Validators& validators) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const std::string_view none_match = request.header("if-none-match");
  // If-Modified-Since does not count beside it, matched or not.
  if (!none_match.empty()) return !validators.etag.empty() && lists(none_match, validators.etag);
  const std::int64_t since = parse_http_date(request.header("if-modified-since"));
  return validators.last_modified > 0 && since >= validators.last_modified;
}

}  // namespace

Response conditional(const Request& request, const Validators& validators) {
  Response response;
  response.status = client_has(request, validators) ? 304 : 200;
  if (!validators.etag.empty()) response.headers.emplace_back("ETag", (validators.weak ? "W/\"" : "\"") + validators.etag + "\"");
  if (validators.last_modified > 0) response.headers.emplace_back("Last-Modified", http_date(validators.last_modified));
  response.headers.emplace_back("Cache-Control", validators.cache_control);
  return response;
}

std::string http_date(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[64];
  return std::string(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

std::int64_t parse_http_date(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.empty() || text.size() > kLongest) return -1;
  const std::string copy(text);
  for (const char* form : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    std::tm parts{};
    const char* end = strptime(copy.c_str(), form, &parts);
    if (end && *end == '\0') return timegm(&parts);
  }
  return -1;
}

}  // namespace backfile::http
