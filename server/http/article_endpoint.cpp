// GET /v1/articles/{id}
#include "server/http/archive_state.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {
namespace {

Result<std::string> rendered(search::Engine& engine, const std::string& id, const query::SearchRequest& request) {
  if (!request.q.empty()) return engine.marked(id, request).map([](const auto& marked) { return render::article_json(marked); });
  return engine.article(id).map([](const auto& article) { return render::article_json(article); });
}

}  // namespace

Response article_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  const query::RequestLimits limits{service.settings.max_query_bytes, service.settings.max_page_size};
  const auto parsed = query::parse_article_request(request.parameters, limits);
  if (!parsed) return failed(service, request, parsed.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  auto body = rendered(**engine, id, *parsed);
  // Here the archive is there, or its state would not be known.
  if (!body && body.error().code == Code::not_found) return problem(404, "There is no article with the id '" + id + "'.");
  if (!body && body.error().code == Code::gone) return problem(body.error());
  if (!body) return failed(service, request, body.error());
  response->body = std::move(*body);
  return *response;
}

}  // namespace backfile::http
