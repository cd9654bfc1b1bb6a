// GET /healthz: whether searches can be answered.
#include <nlohmann/json.hpp>

#include "server/http/problem.h"
#include "server/http/routes.h"

namespace backfile::http {

Response health_endpoint(const Request& request, Service& service) {
  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto state = (*engine)->state();
  if (!state) return failed(service, request, state.error());

  Response response;
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = nlohmann::ordered_json{
      {"status", "ok"},
      {"articles", state->articles},
      {"index",
       {
           {"id", state->id},
           {"revision", state->revision},
       }}}.dump();
  return response;
}

}  // namespace backfile::http
