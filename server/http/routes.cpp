// Matching paths against the table of routes.
#include "server/http/routes.h"

#include <algorithm>

#include "server/http/access.h"
#include "server/http/cross_origin.h"
#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/target.h"
#include "server/http/urls.h"

namespace backfile::http {
namespace {

struct Route {
  std::string_view method, path;
  Kind kind;
  Response (*endpoint)(const Request&, Service&);
};

constexpr Route kRoutes[] = {
#define BACKFILE_ROUTE(method, path, kind, endpoint) {#method, path, Kind::kind, endpoint},
#include "server/http/pages.def"
#include "server/http/routes.def"
#undef BACKFILE_ROUTE
};

std::string_view take_segment(std::string_view& rest) {
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(segment.size() + 1, rest.size()));
  return segment;
}

/// Segment by segment: a captured one may be anything but empty, and an encoded slash in it stays inside.
bool matches(std::string_view pattern, std::string_view path, std::vector<std::string>& captured) {
  captured.clear();
  if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/')) return false;
  while (!pattern.empty() || !path.empty()) {
    const std::string_view expected = take_segment(pattern), segment = take_segment(path);
    if (expected.substr(0, 1) == "{") {
      if (segment.empty()) return false;
      captured.push_back(decode(segment, false));
    } else if (expected != decode(segment, false)) {
      return false;
    }
  }
  return true;
}

/// status 0: there is none, or an empty one, or the endpoint reads it.
Response refused_body(const Request& request, Kind kind) {
  const std::string_view encoding = request.header("content-encoding"), length = request.header("content-length");
  Response none;
  none.status = 0;
  if (kind == Kind::reads_body || kind == Kind::writes || kind == Kind::small_body) return none;
  if (!encoding.empty() && encoding != "identity") return problem(415, "Compressed bodies are not taken here.");
  if (!request.header("transfer-encoding").empty()) return problem(411, "A body sent in chunks is not taken here.");
  if (length.find_first_not_of('0') != std::string_view::npos) return problem(413, "This request takes no body.");
  return none;
}

Response find_and_answer(Request& request, Service& service) {
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  std::string allowed;
  for (const Route& route : kRoutes) {
    if (!matches(route.path, request.path, request.captured)) continue;
    request.route = route.path;
    if (route.method == method) {
      if (Response denied = check_access(request, service, route.kind); denied.status) return denied;
      const Response refused = refused_body(request, route.kind);
      return refused.status ? refused : route.endpoint(request, service);
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method) + (route.method == "GET" ? ", HEAD" : "");
  }
  if (allowed.empty()) return problem(404, "There is nothing at " + decode(request.path, false) + ". GET / lists what there is.");
  Response response = problem(405, "This address takes " + allowed + " only.");
  if (method == "OPTIONS") {
    response = {};
    response.status = 204;
  }
  response.headers.emplace_back("Allow", allowed + ", OPTIONS");
  return response;
}

}  // namespace

Kind kind_of(const Head& head, const config::Settings& settings) {
  const std::string_view path = without_prefix(settings, path_of(head.target));
  const std::string_view method = head.method == "HEAD" ? "GET" : std::string_view(head.method);
  std::vector<std::string> captured;
  for (const Route& route : kRoutes) {
    if (route.method == method && matches(route.path, path, captured)) return route.kind;
  }
  return Kind::plain;
}

Response dispatch(Request& request, Service& service) {
  request.path = std::string(without_prefix(service.settings, request.path));
  Response response = for_reader(request, service, find_and_answer(request, service));
  allow_origin(service.settings, request, response);
  return response;
}

}  // namespace backfile::http
