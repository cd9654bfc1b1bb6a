// application/problem+json.
#include "server/http/problem.h"

#include "server/render/json.h"

namespace backfile::http {
namespace {

Response answer(const Error& error, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = render::problem_json(error, status);
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Response problem(const Error& error) { return answer(error, render::status_of(error)); }
Response problem(int status, const std::string& detail) {
  return answer(Error{status == 404 ? Code::not_found : Code::refused, detail}, status);
}

Response problem(const Refusal& refusal) {
  Response response = problem(refusal.status, refusal.message);
  if (refusal.retry_after == 0) return response;
  std::erase_if(response.headers, [](const auto& header) { return header.first == "Retry-After"; });
  response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after));
  return response;
}

}  // namespace backfile::http
