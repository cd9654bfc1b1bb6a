// The Fetch standard's CORS protocol, without credentials.
#include "server/http/cross_origin.h"

#include <algorithm>

namespace backfile::http {

void allow_origin(const config::Settings& settings, const Request& request, Response& response) {
  const auto& origins = settings.cors_origins;
  if (origins.empty()) return;
  const bool any = origins.front() == "*";
  Headers& headers = response.headers;
  const auto stated = [](const auto& header) { return header.first == "Access-Control-Allow-Origin"; };
  if (std::any_of(headers.begin(), headers.end(), stated)) return;
  if (!any) headers.emplace_back("Vary", "Origin");
  const std::string_view origin = request.header("origin");
  if (origin.empty() || (!any && std::find(origins.begin(), origins.end(), origin) == origins.end())) return;
  headers.emplace_back("Access-Control-Allow-Origin", any ? "*" : origin);
  headers.emplace_back("Access-Control-Expose-Headers", "ETag, Link, Retry-After, X-Request-Id");
  if (request.method != "OPTIONS" || request.header("access-control-request-method").empty()) return;
  const auto allow = std::find_if(headers.begin(), headers.end(), [](const auto& header) { return header.first == "Allow"; });
  if (allow != headers.end()) headers.emplace_back("Access-Control-Allow-Methods", std::string(allow->second));
  headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, X-Request-Id");
  headers.emplace_back("Access-Control-Max-Age", "86400");
}

}  // namespace backfile::http
