// GET /metrics
#include "server/http/metrics.h"
#include "server/http/routes.h"

namespace backfile::http {

Response metrics_endpoint(const Request&, Service& service) {
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = service.metrics.text();
  return response;
}

}  // namespace backfile::http
