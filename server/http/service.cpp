// Errors while serving.
#include "server/http/service.h"

#include "server/http/problem.h"
#include "server/render/json.h"

namespace backfile::http {

Response failed(const Service& service, const Request& request, const Error& error) {
  Error ours = error;
  // Nothing is asked for by name here: what is not there is the archive itself.
  if (ours.code == Code::not_found) ours.code = Code::io;
  if (render::status_of(ours) >= 500) service.report(request, error);
  return problem(ours);
}

}  // namespace backfile::http
