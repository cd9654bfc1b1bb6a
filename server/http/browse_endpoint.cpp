// GET /browse: the archive's years; ?year= a year's days; ?date= a day's articles, or none: those without a date.
#include <algorithm>

#include "server/http/kept.h"
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/web/browse_pages.h"

namespace backfile::http {
namespace {

using article::Precision;

constexpr std::uint32_t kMostOfADay = 500, kUndatedPage = 100;

Result<web::YearsContent> counted(search::Engine& engine) {
  query::SearchRequest everything;
  everything.page_size = 0;
  everything.facets = {"year"};
  everything.facet_size = 10'000;  // every year there can be
  auto results = engine.search(everything);
  if (!results) return tl::unexpected<Error>(results.error());
  web::YearsContent content{std::move(results->facets.at(0).values), results->total};
  for (const auto& year : content.years) content.undated -= year.count;
  std::sort(content.years.begin(), content.years.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  return content;
}

Result<std::shared_ptr<const web::YearsContent>> years_of(search::Engine& engine) {
  static Kept<web::YearsContent> kept;
  return kept.get(engine, [&] { return counted(engine); });
}

Result<std::string> year_page(search::Engine& engine, const web::Frame& frame, const article::Date& year) {
  const auto years = years_of(engine);
  if (!years) return tl::unexpected<Error>(years.error());
  query::TimelineRequest request{{}, query::Interval::day};
  request.search.from = request.search.to = year;
  const auto days = engine.timeline(request);
  if (!days) return tl::unexpected<Error>(days.error());
  request.interval = query::Interval::month;
  const auto months = engine.timeline(request);
  if (!months) return tl::unexpected<Error>(months.error());
  return web::browse_year_page(frame, {year.year, *days, *months, (*years)->years});
}

Result<std::string> day_page(search::Engine& engine, const web::Frame& frame, const article::Date& day) {
  query::SearchRequest request;
  request.from = request.to = day;
  request.on = {day.month, day.day};  // leaves out what is dated less exactly
  request.sort = query::Sort::oldest;
  request.page_size = kMostOfADay;
  request.fields = {"id"};  // neither marks nor snippets
  const auto results = engine.search(request);
  if (!results) return tl::unexpected<Error>(results.error());
  const auto neighbours = engine.neighbour_days(day);
  if (!neighbours) return tl::unexpected<Error>(neighbours.error());
  return web::browse_day_page(frame, {day, results->hits, results->total, *neighbours});
}

/// They come last, the oldest first.
Result<std::string> undated_page(search::Engine& engine, const web::Frame& frame, std::uint32_t page) {
  const auto years = years_of(engine);
  if (!years) return tl::unexpected<Error>(years.error());
  std::uint64_t offset = std::uint64_t{page - 1} * kUndatedPage;
  for (const auto& year : (*years)->years) offset += year.count;
  const auto listed = engine.listing(offset, kUndatedPage);
  if (!listed) return tl::unexpected<Error>(listed.error());
  std::vector<article::Article> articles;
  for (const auto& one : *listed)
    if (auto article = engine.article(one.id)) articles.push_back(std::move(*article));
  return web::browse_undated_page(frame, {articles, (*years)->undated, page, kUndatedPage});
}

}  // namespace

Response browse_endpoint(const Request& request, Service& service) {
  const auto asked_date = parameter(request, "date"), asked_year = parameter(request, "year");
  const auto page = page_number(request);
  if (!page) return failed(service, request, page.error());
  const auto year = article::parse_iso(asked_year), date = article::parse_iso(asked_date);
  if (!asked_year.empty() && (!year || year->precision != Precision::year))
    return failed(service, request, {Code::invalid, "year is a year: write year=1912.", "year"});
  if (!asked_date.empty() && asked_date != "none" && (!date || date->precision != Precision::day))
    return failed(service, request,
                  {Code::invalid, "date is one day: write date=1912-04-16, or date=none for articles without a date.", "date"});
  return page_from_archive(request, service, [&](search::Engine& engine, const web::Frame& frame) -> Result<std::string> {
    if (asked_date == "none") return undated_page(engine, frame, *page);
    if (!asked_date.empty()) return day_page(engine, frame, *date);
    if (!asked_year.empty()) return year_page(engine, frame, *year);
    return years_of(engine).map([&](const auto& years) { return web::browse_page(frame, *years); });
  });
}

}  // namespace backfile::http
