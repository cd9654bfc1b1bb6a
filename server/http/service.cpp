// Errors while serving.
#include "server/http/service.h"

#include "server/http/problem.h"
#include "server/render/json.h"

namespace backfile::http {

Response failed(const Service& service, const Request& request, const Error& error) {
  if (render::status_of(error) >= 500) service.report(request, error);
  return problem(error);
}

}  // namespace backfile::http
