// GET and POST /v1/search
#include <algorithm>
#include <chrono>

#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/query/json_parameters.h"
#include "server/render/json.h"
#include "server/render/search_text.h"

namespace backfile::http {
namespace {

constexpr std::size_t kMostBodyBytes = 256u << 10;  // beside a long query
constexpr std::size_t kMostEscaped = 6;             // bytes of JSON for one of a text: \u0001

bool wants_text(const Request& request, const query::SearchRequest& parsed) {
  if (parsed.as_text) return *parsed.as_text;
  const auto accepted = request.header("accept");
  return accepted.starts_with("text/plain") && accepted.find("json") == std::string_view::npos;
}

void count_stage(Metrics& metrics, std::string_view stage, double seconds) {
  metrics.add("backfile_search_stage_seconds_total",
              "Where the time of searches goes; the rest of backfile_request_seconds is HTTP, and waiting for an engine.",
              std::max(0.0, seconds), "stage", stage);
}

void count(Metrics& metrics, const search::SearchResults& results) {
  for (std::size_t i = 0; i < results.stages.size(); ++i) count_stage(metrics, search::kStageNames[i], results.stages[i]);
  metrics.add("backfile_matches_total", "Articles found by searches.", static_cast<double>(results.total));
  std::size_t snippets = 0;
  for (const auto& hit : results.hits) snippets += hit.snippets.size();
  metrics.add("backfile_snippets_total", "Snippets shown.", static_cast<double>(snippets));
}

void render(const Request& request, const Service& service, const query::SearchRequest& parsed, const search::SearchResults& results,
            Response& response) {
  count(service.metrics, results);
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto path = site_path(service.settings, "/v1/search");
  response.headers.emplace_back("Vary", "Accept");
  if (!wants_text(request, parsed)) {
    response.body = render::search_json(parsed, results, path);
    count_stage(service.metrics, "json", std::chrono::duration<double>(Clock::now() - start).count());
    return;
  }
  response.content_type = "text/plain; charset=utf-8";
  response.body = render::search_text(parsed, results, absolute_url(service.settings, request, "/v1/search"),
                                      absolute_url(service.settings, request, "/v1/articles/"));
}

std::size_t most_body_bytes(const Request& request, const Service& service) {
  return kMostBodyBytes + (request.long_queries ? kMostEscaped * service.settings.long_query_bytes : 0);
}

/// The address's in place of those that have the same names in the body.
query::Parameters over(const query::Parameters& address, query::Parameters body) {
  std::erase_if(body, [&](const auto& one) {
    return std::any_of(address.begin(), address.end(), [&](const auto& other) { return other.first == one.first; });
  });
  body.insert(body.begin(), address.begin(), address.end());
  return body;
}

/// Whether it may have more than the ordinary number of clauses. Each takes a character and a blank, or a pair of parentheses.
bool may_be_long(const Request& request, const query::SearchRequest& parsed, const Service& service) {
  if (!request.long_queries) return false;
  return parsed.q.size() > service.settings.max_query_bytes || parsed.q.size() > std::size_t{2} * service.settings.max_clauses;
}

Response answer_body(const Request& request, Service& service, const query::SearchRequest& parsed) {
  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto results = (*engine)->search(parsed);
  if (!results) return failed(service, request, results.error());

  Response response;
  render(request, service, parsed, *results, response);
  return response;
}

}  // namespace

Response search_endpoint(const Request& request, Service& service) {
  const auto parsed = query::parse_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto results = engine.search(*parsed, search::Engine::Of::state);
    if (!results) return tl::unexpected<Error>(results.error());

    render(request, service, *parsed, *results, response);
    return {};
  });
}

Response search_by_body_endpoint(const Request& request, Service& service) {
  const auto body = whole_body(*request.body, most_body_bytes(request, service));
  if (!body) return problem(body.error());
  auto given = query::json_parameters(*body);
  if (!given) return failed(service, request, given.error());
  const auto limits = request.long_queries ? long_request_limits(service) : request_limits(service);
  auto parsed = query::parse_request(over(request.parameters, std::move(*given)), limits);
  if (!parsed) return failed(service, request, parsed.error());

  if (!may_be_long(request, *parsed, service)) return answer_body(request, service, *parsed);
  const auto turn = service.long_queries.turn();
  if (!turn) return problem(503, "Another long query is being answered. Try again.");
  parsed->parameters.clear();  // a GET would refuse it: the same body goes to `next`
  return answer_body(request, service, *parsed);
}

}  // namespace backfile::http
