// Errors while serving.
#include "server/http/service.h"

#include <algorithm>

#include "server/http/problem.h"
#include "server/render/json.h"

namespace backfile::http {

query::RequestLimits request_limits(const Service& service) {
  const config::Settings& settings = service.settings;
  query::RequestLimits limits;
  limits.max_page_size = settings.max_page_size;
  limits.max_query_bytes = settings.max_query_bytes;
  limits.text = {settings.max_clauses, settings.max_depth, settings.max_wildcards};
  const auto longer = long_request_limits(service);
  if (longer.max_query_bytes > limits.max_query_bytes || longer.text.max_clauses > limits.text.max_clauses) {
    limits.text.for_more = "With a key of scope long-queries, POST /v1/search takes up to " + std::to_string(longer.max_query_bytes) +
                           " bytes and " + std::to_string(longer.text.max_clauses) + " words, phrases and groups.";
  }
  return limits;
}

query::RequestLimits long_request_limits(const Service& service) {
  const config::Settings& settings = service.settings;
  query::RequestLimits limits;
  limits.max_page_size = settings.max_page_size;
  limits.max_query_bytes = std::max(settings.max_query_bytes, settings.long_query_bytes);
  limits.text = {std::max(settings.max_clauses, settings.long_query_clauses), settings.max_depth, settings.max_wildcards};
  return limits;
}

Response failed(const Service& service, const Request& request, const Error& error) {
  Error ours = error;
  // Nothing is asked for by name here: what is not there is the archive itself.
  if (ours.code == Code::not_found) ours.code = Code::io;
  if (render::status_of(ours) >= 500) service.report(request, error);
  return problem(ours);
}

}  // namespace backfile::http
