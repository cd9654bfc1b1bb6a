// GET /v1/suggest
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response suggest_endpoint(const Request& request, Service& service) {
  const auto parsed = query::parse_suggest_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  const auto work = [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto suggestions = engine.suggest(*parsed);
    if (!suggestions) return tl::unexpected<Error>(suggestions.error());

    response.content_type = "application/x-suggestions+json; charset=utf-8";
    response.body = render::suggestions_json(parsed->filters.q, *suggestions);
    return {};
  };
  return answer_from_archive(request, service, work, Keep::no);  // there may be fewer than the archive has: suggestions end with their time
}

}  // namespace backfile::http
