// GET /search.atom and /search.rss: any search as a feed, newest first by the time of indexing.
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/feed.h"

namespace backfile::http {
namespace {

using Render = std::string (*)(const render::FeedHead&, const query::SearchRequest&, const search::SearchResults&);

Response feed(const Request& request, Service& service, Render render, const char* content_type) {
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_feed_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  const auto results = (*engine)->search(*parsed);
  if (!results) return failed(service, request, results.error());

  const std::string target(without_prefix(service.settings, request.target));
  const render::FeedHead head{service.settings.name, absolute_url(service.settings, request, target),
                              absolute_url(service.settings, request, "/v1/articles/")};
  response->content_type = content_type;
  response->body = render(head, *parsed, *results);
  return *response;
}

}  // namespace

Response atom_endpoint(const Request& request, Service& service) {
  return feed(request, service, render::atom, "application/atom+xml; charset=utf-8");
}

Response rss_endpoint(const Request& request, Service& service) {
  return feed(request, service, render::rss, "application/rss+xml; charset=utf-8");
}

}  // namespace backfile::http
