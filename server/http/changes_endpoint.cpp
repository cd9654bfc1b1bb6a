// GET /v1/changes
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response changes_endpoint(const Request& request, Service& service) {
  const auto parsed = query::parse_changes_request(request.parameters);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto changes = (*engine)->changes(*parsed);
  if (!changes) return failed(service, request, changes.error());

  Response response;
  response.body = render::changes_json(*parsed, *changes);
  return response;
}

}  // namespace backfile::http
