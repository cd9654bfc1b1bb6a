// GET /v1/timeline
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response timeline_endpoint(const Request& request, Service& service) {
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_timeline_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  const auto timeline = (*engine)->timeline(*parsed);
  if (!timeline) return failed(service, request, timeline.error());

  response->body = render::timeline_json(*parsed, *timeline);
  return *response;
}

}  // namespace backfile::http
