// GET /search: a search as a page.
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/search/loosening.h"
#include "server/web/search_page.h"

namespace backfile::http {
namespace {

constexpr std::uint32_t kFacetValues = 8, kSnippets = 2;

/// What stands around the results. Errors of these are those of the page: where the search was answered in time, they rarely have any.
Result<std::string> page_of(search::Engine& engine, const web::Frame& frame, const query::SearchRequest& request) {
  const auto results = engine.search(request);
  if (!results) return tl::unexpected<Error>(results.error());

  query::TimelineRequest over_time{request, query::Interval::automatic};
  over_time.search.match = results->match;
  if (results->total == 0) over_time = {};  // then it tells what the archive covers
  const auto timeline = engine.timeline(over_time);
  if (!timeline) return tl::unexpected<Error>(timeline.error());

  std::optional<search::Loosening> loosening;
  if (results->total == 0) {
    auto loosened = search::loosen(engine, request);
    if (!loosened) return tl::unexpected<Error>(loosened.error());
    loosening = std::move(*loosened);
  }
  const web::SearchLink link(request);
  return web::search_page(frame, {request, *results, link}, {&*timeline, loosening ? &*loosening : nullptr});
}

bool asks_for(const query::Parameters& parameters, std::string_view name) {
  return std::any_of(parameters.begin(), parameters.end(), [&](const auto& one) { return one.first == name && !one.second.empty(); });
}

}  // namespace

Response search_page_endpoint(const Request& request, Service& service) {
  auto parsed = query::parse_page_request(request.parameters, request_limits(service));
  std::optional<Error> refusal;
  if (!parsed) refusal = parsed.error();
  if (parsed) {
    parsed->facets = {"section", "source", "author", "tag", "lang"};
    parsed->snippets = kSnippets;
    if (!asks_for(parsed->parameters, "facet_size")) parsed->facet_size = kFacetValues;
    Response response = page_from_archive(request, service, [&](search::Engine& engine, const web::Frame& frame) -> Result<std::string> {
      auto html = page_of(engine, frame, *parsed);
      // A query over a limit: the page can say so itself.
      if (!html && (html.error().code == Code::refused || html.error().code == Code::invalid)) refusal = html.error();
      return html;
    });
    if (!refusal) return response;
  }
  query::SearchRequest asked;
  for (const auto& [name, value] : request.parameters)
    if (name == "q") asked.q = value;
  const auto site = site_of(request, service);
  return page_answer(request, web::refused_search_page({site, texts_of(request)}, asked, refusal->message), 400);
}

}  // namespace backfile::http
