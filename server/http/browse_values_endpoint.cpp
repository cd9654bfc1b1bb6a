// GET /browse/sections, /browse/authors, /browse/sources: all there are, with their counts.
#include "server/http/kept.h"
#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/web/browse_pages.h"

namespace backfile::http {
namespace {

constexpr std::uint32_t kPage = 300;
constexpr std::uint32_t kMostSections = 2'000;  // the tree is one page: those that most articles have

using Values = std::vector<search::FacetValue>;

struct Way {
  std::string_view name, facet;
  std::uint32_t most;
};
constexpr Way kWays[] = {{"sections", "section", kMostSections}, {"authors", "author", 1'000'000}, {"sources", "source", 1'000'000}};

Result<Values> counted(search::Engine& engine, const Way& way) {
  query::SearchRequest everything;
  everything.page_size = 0;
  everything.facets = {std::string(way.facet)};
  everything.facet_size = way.most;
  auto results = engine.search(everything);
  if (!results) return tl::unexpected<Error>(results.error());
  return std::move(results->facets.at(0).values);
}

}  // namespace

Response browse_values_endpoint(const Request& request, Service& service) {
  static Kept<Values> kept[std::size(kWays)];
  const auto* way = std::find_if(std::begin(kWays), std::end(kWays), [&](const Way& one) { return one.name == request.captured.at(0); });
  if (way == std::end(kWays)) return problem(404, "One can browse by sections, authors and sources.");
  const auto page = page_number(request);
  if (!page) return failed(service, request, page.error());
  return page_from_archive(request, service, [&](search::Engine& engine, const web::Frame& frame) -> Result<std::string> {
    const auto values = kept[way - kWays].get(engine, [&] { return counted(engine, *way); });
    if (!values) return tl::unexpected<Error>(values.error());
    return web::browse_values_page(frame, {way->name, **values, *page, kPage});
  });
}

}  // namespace backfile::http
