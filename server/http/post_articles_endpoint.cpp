// POST /v1/articles: any number of articles, applied as they come; answered record by record.
#include <memory>

#include "server/http/article_body.h"
#include "server/http/body_stream.h"
#include "server/http/problem.h"
#include "server/http/spool.h"
#include "server/render/outcome_json.h"
#include "server/writing/intake.h"

namespace backfile::http {
namespace {

Response answer(const std::shared_ptr<Spool>& results, const writing::Totals& totals) {
  const std::string begin = "{\"results\":[", end = "]," + render::totals_json(totals).substr(1);
  Response response;
  if (results->is_short()) {
    response.body = begin + results->text() + end;
  } else {
    response.stream = [results, begin, end](Sink& sink) { return sink.write(begin) && results->send(sink) && sink.write(end); };
  }
  return response;
}

}  // namespace

Response post_articles_endpoint(const Request& request, Service& service) {
  if (Response refused = check_article_request(request); refused.status) return refused;
  BodyStream body(*request.body, static_cast<std::size_t>(service.settings.max_body_bytes));
  const int first = body.first();
  if (body.refusal()) return problem(*body.refusal());
  if (first < 0) return problem(400, "The body is empty: it must be an article as JSON, a list of them, or one a line.");
  constexpr int kFirstOfUtf8Mark = 0xEF;
  if (!is_lines(request) && first != '{' && first != '[' && first != kFirstOfUtf8Mark)
    return problem(400, "The body is no JSON: it must be an article as a JSON object, a list of them, or one a line.");

  const auto results = std::make_shared<Spool>(service.settings.archive);
  std::string last_reason, separator;
  const auto taken = writing::take_articles(body, service.updates, [&](const writing::RecordOutcome& outcome) {
    results->add(std::exchange(separator, ",") + render::outcome_json(outcome));
    last_reason = outcome.reason;
  });
  const writing::Totals& totals = taken.totals;
  if (taken.error) return with_totals(write_failed(service, request, *taken.error), totals);
  if (body.refusal())
    return with_totals(problem(body.refusal()->status, body.refusal()->message + " What came before was applied."), totals);
  if (results->failed()) return with_totals(write_failed(service, request, {Code::io, "the answer could not be kept"}), totals);
  const bool single = first == '{' && !is_lines(request) && totals.records() == 1;
  if (single && totals.refused + totals.passed_over == 1) return problem(422, "The article is refused: " + last_reason + ".");
  return answer(results, totals);
}

}  // namespace backfile::http
