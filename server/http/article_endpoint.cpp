// GET /v1/articles/{id}
#include "server/http/one_article.h"
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
  const auto parsed = query::parse_article_request(request.parameters, request_limits(service));
  if (!parsed) return failed(service, request, parsed.error());

  return answer_from_article(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    auto body = rendered(engine, id, *parsed);
    if (!body) return tl::unexpected<Error>(body.error());
    response.body = std::move(*body);
    return {};
  });
}

}  // namespace backfile::http
