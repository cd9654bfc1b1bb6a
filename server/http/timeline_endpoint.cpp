// GET /v1/timeline
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response timeline_endpoint(const Request& request, Service& service) {
  const auto parsed = query::parse_timeline_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto timeline = engine.timeline(*parsed);
    if (!timeline) return tl::unexpected<Error>(timeline.error());

    response.body = render::timeline_json(*parsed, *timeline);
    return {};
  });
}

}  // namespace backfile::http
