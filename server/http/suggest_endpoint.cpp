// GET /v1/suggest
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response suggest_endpoint(const Request& request, Service& service) {
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_suggest_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  const auto suggestions = (*engine)->suggest(*parsed);
  if (!suggestions) return failed(service, request, suggestions.error());

  response->content_type = "application/x-suggestions+json; charset=utf-8";
  response->body = render::suggestions_json(parsed->filters.q, *suggestions);
  return *response;
}

}  // namespace backfile::http
