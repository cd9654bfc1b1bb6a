// Errors while serving.
#include "server/http/service.h"

#include "server/http/problem.h"
#include "server/render/json.h"

namespace backfile::http {

query::RequestLimits request_limits(const Service& service) { return {service.settings.max_query_bytes, service.settings.max_page_size}; }

Response failed(const Service& service, const Request& request, const Error& error) {
  Error ours = error;
  // Nothing is asked for by name here: what is not there is the archive itself.
  if (ours.code == Code::not_found) ours.code = Code::io;
  if (render::status_of(ours) >= 500) service.report(request, error);
  return problem(ours);
}

}  // namespace backfile::http
