// GET /v1/articles/{id}
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response article_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  if (!request.parameters.empty()) {
    const std::string& name = request.parameters.front().first;
    return problem(Error{Code::invalid, "there is no parameter '" + name + "' here", name});
  }

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto article = (*engine)->article(id);
  const bool archive_is_there = article || (*engine)->state();
  if (!article && article.error().code == Code::not_found && archive_is_there)
    return problem(404, "There is no article with the id '" + id + "'.");
  if (!article && article.error().code == Code::gone) return problem(article.error());
  if (!article) return failed(service, request, article.error());

  Response response;
  response.body = render::article_json(*article);
  return response;
}

}  // namespace backfile::http
