// GET /v1/articles?url=: an article by its address on the web.
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/render/json.h"

namespace backfile::http {

Response address_endpoint(const Request& request, Service& service) {
  const auto url = query::parse_url_request(request.parameters, request_limits(service));
  if (!url) return failed(service, request, url.error());

  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto article = (*engine)->article_at(*url);
  const bool archive_is_there = article || (*engine)->state();
  if (!article && article.error().code == Code::not_found && archive_is_there) return problem(404, "No article has this address.");
  if (!article) return failed(service, request, article.error());

  Response response;
  response.body = render::article_json(*article);
  return response;
}

}  // namespace backfile::http
