#include "server/http/page.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "server/http/session.h"
#include "server/http/urls.h"
#include "server/render/url.h"
#include "server/web/plain_pages.h"

namespace backfile::http {

bool listed(const Service& service) { return service.settings.listed && !service.settings.require_key; }

web::Site site_of(const Request& request, const Service& service) {
  web::Site site;
  site.name = service.settings.name;
  site.root = site_path(service.settings, "");
  site.address = absolute_url(service.settings, request, "");
  site.accent = service.settings.accent;
  if (!service.settings.logo.empty()) site.logo = site_path(service.settings, "/logo");
  site.listed = listed(service);
  site.signed_in = !session_key(request).empty();
  return site;
}

const web::Texts& texts_of(const Request& request) { return web::texts_for(request.header("accept-language")); }

std::string parameter(const Request& request, std::string_view name) {
  for (const auto& [given, value] : request.parameters)
    if (given == name) return value;
  return {};
}

Result<std::uint32_t> page_number(const Request& request) {
  const std::string text = parameter(request, "page");
  if (text.empty()) return 1;
  constexpr std::uint32_t kMost = 1'000'000;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= kMost) return number;
  return fail(Code::invalid, "page is a whole number from 1 to " + std::to_string(kMost) + ".", "page");
}

Response page_answer(const Request& request, std::string html, int status) {
  Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Language", texts_of(request).language());
  response.headers.emplace_back("Vary", "Accept-Language, Cookie");
  response.body = std::move(html);
  return response;
}

void become_page(const Request& request, Response& begun, std::string html) {
  Response page = page_answer(request, std::move(html));
  page.headers.insert(page.headers.end(), begun.headers.begin(), begun.headers.end());
  begun = std::move(page);
}

Response page_from_archive(const Request& request, const Service& service,
                           const std::function<Result<std::string>(search::Engine&, const web::Frame&)>& work) {
  const auto site = site_of(request, service);
  return answer_from_archive(request, service, [&](search::Engine& engine, Response& begun) -> Result<void> {
    auto html = work(engine, {site, texts_of(request)});
    if (!html) return tl::unexpected<Error>(html.error());
    become_page(request, begun, std::move(*html));
    return {};
  });
}

Response for_reader(const Request& request, const Service& service, Response response) {
  const bool page = request.header("accept").find("text/html") != std::string_view::npos && !request.path.starts_with("/v1/");
  if (!page || !response.content_type.starts_with("application/problem+json")) return response;
  if (response.status == 401 && request.method != "POST") {
    Response to_key;
    to_key.status = 303;
    to_key.content_type = "text/plain; charset=utf-8";
    to_key.body = "This archive is read with a key.\n";
    to_key.headers = {{"Location", site_path(service.settings,
                                             "/sign-in?next=" + render::percent_encode(without_prefix(service.settings, request.target)))},
                      {"Cache-Control", "no-store"}};
    return to_key;
  }
  const auto json = nlohmann::json::parse(response.body, nullptr, false);
  const auto site = site_of(request, service);
  Response shown = page_answer(request, web::problem_page({site, texts_of(request)}, response.status, json.value("detail", std::string())),
                               response.status);
  shown.headers.insert(shown.headers.end(), response.headers.begin(), response.headers.end());
  return shown;
}

}  // namespace backfile::http
