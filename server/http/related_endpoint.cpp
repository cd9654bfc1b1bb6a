// GET /v1/articles/{id}/related
#include "server/http/one_article.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/json.h"
#include "server/render/url.h"

namespace backfile::http {

Response related_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  const auto parsed = query::parse_related_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_article(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto results = engine.related(id, *parsed);
    if (!results) return tl::unexpected<Error>(results.error());

    response.body = render::search_json(parsed->search, *results,
                                        site_path(service.settings, "/v1/articles/" + render::percent_encode(id) + "/related"));
    return {};
  });
}

}  // namespace backfile::http
