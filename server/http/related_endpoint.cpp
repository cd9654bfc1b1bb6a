// GET /v1/articles/{id}/related
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/json.h"
#include "server/render/url.h"

namespace backfile::http {

Response related_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_related_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  const auto results = (*engine)->related(id, *parsed);
  const bool archive_is_there = results || (*engine)->state();
  if (!results && results.error().code == Code::not_found && archive_is_there)
    return problem(404, "There is no article with the id '" + id + "'.");
  if (!results) return failed(service, request, results.error());

  response->body =
      render::search_json(parsed->search, *results, site_path(service.settings, "/v1/articles/" + render::percent_encode(id) + "/related"));
  return *response;
}

}  // namespace backfile::http
