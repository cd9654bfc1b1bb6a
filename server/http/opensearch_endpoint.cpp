// GET /opensearch.xml
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/opensearch.h"

namespace backfile::http {

Response opensearch_endpoint(const Request& request, Service& service) {
  const auto address = [&](const char* path) { return absolute_url(service.settings, request, path); };
  Response response;
  response.content_type = "application/opensearchdescription+xml; charset=utf-8";
  response.body =
      render::opensearch_description(service.settings.name, {address("/search?q="), address("/search.atom?q="), address("/v1/suggest?q=")});
  return response;
}

}  // namespace backfile::http
