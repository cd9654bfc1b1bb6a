// GET /healthz: alive. GET /readyz: whether searches can be answered here, and if not, why; a load balancer goes by it.
#include <nlohmann/json.hpp>

#include "server/http/problem.h"
#include "server/http/routes.h"

namespace backfile::http {

Response health_endpoint(const Request&, Service&) {
  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = R"({"status":"ok"})";
  return response;
}

Response ready_endpoint(const Request& request, Service& service) {
  if (service.draining) return problem(503, "This server is stopping.");
  // An engine of its own: those for searches may all be in use.
  auto engine = service.probe_engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto state = (*engine)->state();
  if (!state) return failed(service, request, state.error());

  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = nlohmann::ordered_json{
      {"status", "ready"},
      {"articles", state->articles},
      {"index",
       {
           {"id", state->id},
           {"revision", state->revision},
       }}}.dump();
  return response;
}

}  // namespace backfile::http
