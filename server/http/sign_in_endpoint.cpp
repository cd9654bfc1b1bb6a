// GET and POST /sign-in: a reader's key becomes a cookie, where reading needs one.
#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/session.h"
#include "server/http/target.h"
#include "server/http/urls.h"
#include "server/web/plain_pages.h"

namespace backfile::http {
namespace {

constexpr std::size_t kMostBytes = 8u << 10;

std::string value_of(const query::Parameters& parameters, std::string_view name) {
  for (const auto& [key, value] : parameters)
    if (key == name) return value;
  return {};
}

/// A path of this server and nothing else: "//elsewhere" and "/\elsewhere" are other hosts to a browser.
std::string way_back(std::string next) {
  const bool here = next.starts_with('/') && !next.starts_with("//") && next.find('\\') == std::string::npos;
  return here ? next : "/";
}

Response go_to(const Service& service, const std::string& path, const std::string& cookie) {
  Response response;
  response.status = 303;
  response.content_type = "text/plain; charset=utf-8";
  response.headers = {{"Location", site_path(service.settings, path)}, {"Set-Cookie", cookie}, {"Cache-Control", "no-store"}};
  return response;
}

Response shown(const Request& request, const Service& service, const std::string& next, bool wrong) {
  const auto site = site_of(request, service);
  Response response = page_answer(request, web::sign_in_page({site, texts_of(request)}, next, wrong), wrong ? 403 : 200);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response sign_in_endpoint(const Request& request, Service& service) {
  return shown(request, service, way_back(value_of(request.parameters, "next")), false);
}

Response sign_in_with_key_endpoint(const Request& request, Service& service) {
  const auto body = whole_body(*request.body, kMostBytes);
  if (!body) return problem(body.error());
  const auto form = parameters_of("?" + *body);
  const std::string key = value_of(form, "key"), next = way_back(value_of(form, "next")), root = site_path(service.settings, "");
  const bool secure = absolute_url(service.settings, request, "").starts_with("https:");
  if (!value_of(form, "out").empty()) return go_to(service, "/", session_cookie("", root, secure));
  const auto known = key.empty() ? std::nullopt : service.keys.find(key);
  if (!known || !known->may(keys::Scope::read)) return shown(request, service, next, true);
  return go_to(service, next, session_cookie(key, root, secure));
}

}  // namespace backfile::http
