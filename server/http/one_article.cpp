#include "server/http/one_article.h"

#include "server/http/problem.h"

namespace backfile::http {

Response answer_from_article(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work) {
  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto done = work(engine, response);
    if (done) return {};
    // Here the archive is there, or its state would not be known.
    const bool unknown = done.error().code == Code::not_found;
    if (!unknown && done.error().code != Code::gone) return done;
    response = unknown ? problem(404, "There is no article with the id '" + request.captured.at(0) + "'.") : problem(done.error());
    return {};
  });
}

}  // namespace backfile::http
