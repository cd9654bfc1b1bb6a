#include "server/http/article_body.h"

#include <algorithm>
#include <cctype>

#include "server/http/problem.h"
#include "server/render/outcome_json.h"

namespace backfile::http {
namespace {

/// In lower case, without its parameters.
std::string media_type(const Request& request) {
  std::string type(request.header("content-type"));
  type.resize(std::min(type.find_first_of("; \t"), type.size()));
  for (char& c : type) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return type;
}

}  // namespace

bool is_lines(const Request& request) {
  const std::string type = media_type(request);
  return type.ends_with("ndjson") || type.ends_with("jsonl") || type.ends_with("jsonlines") || type.ends_with("json-seq");
}

Response check_article_request(const Request& request) {
  Response fine;
  fine.status = 0;
  if (!request.parameters.empty()) {
    const std::string& name = request.parameters.front().first;
    return problem(Error{Code::invalid, "there is no parameter '" + name + "' here", name});
  }
  const std::string type = media_type(request);
  // What curl says of --data where it is told nothing else, and what says nothing.
  const bool unsaid =
      type.empty() || type == "application/x-www-form-urlencoded" || type == "application/octet-stream" || type == "text/plain";
  if (unsaid || is_lines(request) || type == "application/json" || type == "text/json" || type.ends_with("+json")) return fine;
  return problem(415, "Articles are taken as application/json or, one a line, application/x-ndjson, not as " + type + ".");
}

Response write_failed(const Service& service, const Request& request, const Error& error) {
  if (error.code == Code::invalid) return problem(error);
  if (error.code == Code::locked) return problem(503, "Another process is writing to the archive. Try again.");
  if (error.code == Code::busy) return problem(503, "The archive is busy with other changes. Try again.");
  service.report(request, error);
  return problem(500, "The archive could not be written. The server's log says why.");
}

Response with_totals(Response problem, const writing::Totals& totals) {
  problem.body = render::with_totals(problem.body, totals);
  return problem;
}

}  // namespace backfile::http
