// Conditional requests: an answer that the client already has is not made again (RFC 9110, section 13).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace backfile::http {

/// What names the state of a resource. Both are optional, but one of them is needed for a 304.
struct Validators {
  std::string etag{};                           // without quotes: visible ASCII but '"', such as a revision and a digest of the parameters
  bool weak = true;                             // whether answers of that state may differ in bytes (their order, took_ms)
  std::int64_t last_modified = 0;               // seconds since 1970; 0: not stated
  std::string_view cache_control = "no-cache";  // ask again each time; "public, max-age=60": not for a minute
};

/// The answer to begin with: status 304, to be returned as it is, where the client has this state; else 200 without a body. Either with
/// ETag, Last-Modified and Cache-Control. Call it before the work:
///
///   Response response = conditional(request, {.etag = …});
///   if (response.status == 304) return response;
Response conditional(const Request& request, const Validators& validators);

/// "Mon, 23 Nov 2026 08:00:00 GMT" (RFC 9110, 5.6.7). seconds: since 1970.
std::string http_date(std::int64_t seconds);
/// The three forms that HTTP has known; -1 for anything else.
std::int64_t parse_http_date(std::string_view text);

}  // namespace backfile::http
