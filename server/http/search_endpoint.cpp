// GET /v1/search
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/json.h"

namespace backfile::http {

Response search_endpoint(const Request& request, Service& service) {
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto results = (*engine)->search(*parsed);
  if (!results) return failed(service, request, results.error());

  Response response;
  response.body = render::search_json(*parsed, *results, site_path(service.settings, "/v1/search"));
  return response;
}

}  // namespace backfile::http
