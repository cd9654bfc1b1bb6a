// GET and POST /v1/search
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/query/json_parameters.h"
#include "server/render/json.h"
#include "server/render/search_text.h"

namespace backfile::http {
namespace {

constexpr std::size_t kMostBodyBytes = 256u << 10;

bool wants_text(const Request& request, const query::SearchRequest& parsed) {
  if (parsed.as_text) return *parsed.as_text;
  const auto accepted = request.header("accept");
  return accepted.starts_with("text/plain") && accepted.find("json") == std::string_view::npos;
}

void count(Metrics& metrics, const search::SearchResults& results) {
  metrics.add("backfile_matches_total", "Articles found by searches.", static_cast<double>(results.total));
  std::size_t snippets = 0;
  for (const auto& hit : results.hits) snippets += hit.snippets.size();
  metrics.add("backfile_snippets_total", "Snippets shown.", static_cast<double>(snippets));
}

void render(const Request& request, const Service& service, const query::SearchRequest& parsed, const search::SearchResults& results,
            Response& response) {
  count(service.metrics, results);
  const auto path = site_path(service.settings, "/v1/search");
  response.headers.emplace_back("Vary", "Accept");
  if (!wants_text(request, parsed)) {
    response.body = render::search_json(parsed, results, path);
    return;
  }
  response.content_type = "text/plain; charset=utf-8";
  response.body = render::search_text(parsed, results, absolute_url(service.settings, request, "/v1/search"),
                                      absolute_url(service.settings, request, "/v1/articles/"));
}

}  // namespace

Response search_endpoint(const Request& request, Service& service) {
  const auto parsed = query::parse_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto results = engine.search(*parsed);
    if (!results) return tl::unexpected<Error>(results.error());

    render(request, service, *parsed, *results, response);
    return {};
  });
}

Response search_by_body_endpoint(const Request& request, Service& service) {
  const auto body = whole_body(*request.body, kMostBodyBytes);
  if (!body) return problem(body.error());
  auto parameters = query::json_parameters(*body);
  if (!parameters) return failed(service, request, parameters.error());
  parameters->insert(parameters->begin(), request.parameters.begin(), request.parameters.end());
  const auto parsed = query::parse_request(*parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto results = (*engine)->search(*parsed);
  if (!results) return failed(service, request, results.error());

  Response response;
  render(request, service, *parsed, *results, response);
  return response;
}

}  // namespace backfile::http
