// GET /on/04-16: a day in every year. GET /on: today's.
#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/web/browse_pages.h"

namespace backfile::http {
namespace {

constexpr std::uint32_t kPage = 100;

/// Of a leap year, so that there is a 29 February.
Result<article::Date> day_of(const std::string& text) {
  auto date = article::parse_iso("2000-" + text);
  if (!date || date->precision != article::Precision::day || text.size() != 5)
    return fail(Code::invalid, "A day of any year is a month and a day: write /on/04-16.", "day");
  return date;
}

}  // namespace

Response on_endpoint(const Request& request, Service& service) {
  const auto day = day_of(request.captured.at(0));
  if (!day) return problem(404, day.error().message);
  const auto page = page_number(request);
  if (!page) return failed(service, request, page.error());
  query::SearchRequest asked;
  asked.on = {day->month, day->day};
  asked.sort = query::Sort::newest;
  asked.page = *page;
  asked.page_size = kPage;
  asked.fields = {"id"};  // neither marks nor snippets
  return page_from_archive(request, service, [&](search::Engine& engine, const web::Frame& frame) -> Result<std::string> {
    auto results = engine.search(asked);
    if (!results) return tl::unexpected<Error>(results.error());
    std::vector<article::Article> articles;
    for (auto& hit : results->hits) articles.push_back(std::move(hit.article));
    return web::on_page(frame, day->month, day->day, {articles, results->total, *page, kPage});
  });
}

Response on_today_endpoint(const Request&, Service& service) {
  const std::string today = article::to_iso(article::from_instant(article::now_instant()));
  Response response;
  response.status = 303;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "Today in every year.\n";
  response.headers = {{"Location", site_path(service.settings, "/on/" + today.substr(5, 5))}, {"Cache-Control", "no-store"}};
  return response;
}

}  // namespace backfile::http
