// GET /openapi.json: the description of the API (OpenAPI 3.1), with this server's address and version.
#include <functional>
#include <nlohmann/json.hpp>

#include "server/http/conditional.h"
#include "server/http/openapi_text.h"
#include "server/http/routes.h"
#include "server/http/urls.h"

namespace backfile::http {

Response openapi_endpoint(const Request& request, Service& service) {
  const std::string address = absolute_url(service.settings, request, "/");
  Validators validators;
  validators.etag = std::string(program_version()) + '-' + std::to_string(std::hash<std::string>{}(openapi_text() + address));
  Response response = conditional(request, validators);
  if (response.status == 304) return response;
  auto json = nlohmann::ordered_json::parse(openapi_text());
  json["info"]["version"] = program_version();
  json["servers"][0]["url"] = address;
  response.body = json.dump();
  return response;
}

}  // namespace backfile::http
