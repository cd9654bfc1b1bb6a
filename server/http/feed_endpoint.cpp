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
  const auto parsed = query::parse_feed_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto results = engine.search(*parsed);
    if (!results) return tl::unexpected<Error>(results.error());

    const std::string target(without_prefix(service.settings, request.target));
    const render::FeedHead head{service.settings.name, absolute_url(service.settings, request, target),
                                absolute_url(service.settings, request, "/v1/articles/")};
    response.content_type = content_type;
    response.body = render(head, *parsed, *results);
    return {};
  });
}

}  // namespace

Response atom_endpoint(const Request& request, Service& service) {
  return feed(request, service, render::atom, "application/atom+xml; charset=utf-8");
}

Response rss_endpoint(const Request& request, Service& service) {
  return feed(request, service, render::rss, "application/rss+xml; charset=utf-8");
}

}  // namespace backfile::http
