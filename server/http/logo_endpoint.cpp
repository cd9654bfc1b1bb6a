// GET /logo: the picture that the setting `logo` names.
#include <functional>

#include "server/http/conditional.h"
#include "server/http/picture.h"
#include "server/http/problem.h"
#include "server/http/routes.h"

namespace backfile::http {

Response logo_endpoint(const Request& request, Service& service) {
  const auto picture = read_picture(service.settings.logo);
  if (!picture) return problem(404, "This archive has no logo.");
  Validators validators;
  validators.etag = std::to_string(std::hash<std::string>{}(picture->bytes));
  validators.cache_control = "public, max-age=3600";
  Response response = conditional(request, validators);
  if (response.status == 304) return response;
  response.content_type = picture->content_type;
  response.body = picture->bytes;
  return response;
}

}  // namespace backfile::http
