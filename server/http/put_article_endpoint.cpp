// PUT /v1/articles/{id}: this article, as it is to be from now on.
#include "indexer/article/id.h"
#include "server/http/article_body.h"
#include "server/http/body_stream.h"
#include "server/http/problem.h"
#include "server/render/outcome_json.h"
#include "server/writing/intake.h"
#include "server/writing/record_bytes.h"

namespace backfile::http {
namespace {

/// The article with the id of the address. Code::invalid where its own is another: an article that has this id in the archive may come
/// with the id that it was made from (see article/id.h).
Result<article::Article> with_id(article::Article article, const std::string& id) {
  if (!article.id.empty() && article.id != id && article::assign_id(article, {"", 1}) != id) {
    return fail(Code::invalid, "the article's id is '" + article.id + "', but the address says '" + id + "'", "id");
  }
  article.id = id;
  return article;
}

writing::Fate fate_of(store::Outcome outcome) {
  if (outcome == store::Outcome::replaced) return writing::Fate::replaced;
  return outcome == store::Outcome::unchanged ? writing::Fate::unchanged : writing::Fate::added;
}

}  // namespace

Response put_article_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  if (Response refused = check_article_request(request); refused.status) return refused;
  if (!article::is_url_safe(id)) return problem(Error{Code::invalid, "an article's id is 1 to 64 of A-Z a-z 0-9 . _ -", "id"});
  BodyStream body(*request.body, std::min(writing::kMaxRecordBytes, static_cast<std::size_t>(service.settings.max_body_bytes)));
  auto read = writing::read_one_article(body, service.updates);
  if (body.refusal()) return problem(*body.refusal());
  if (read.error) return write_failed(service, request, *read.error);
  if (read.several) return problem(400, "The body holds several articles: PUT takes one, POST /v1/articles takes any number.");
  if (!read.article && read.reason.empty()) return problem(400, "The body is empty: it must be an article as JSON.");
  if (!read.reason.empty()) return problem(422, "The article is refused: " + read.reason + ".");
  auto article = with_id(std::move(*read.article), id);
  if (!article) return problem(article.error());

  std::vector<ingest::Record> records;
  records.push_back(writing::make_record(std::move(*article), 1));
  const auto applied = service.updates.put(std::move(records));
  if (!applied) return write_failed(service, request, applied.error());
  if (applied->outcomes[0] == store::Outcome::refused) return problem(422, "The article is refused: " + applied->reasons[0] + ".");
  Response response;
  const writing::Fate fate = fate_of(applied->outcomes[0]);
  response.status = fate == writing::Fate::added ? 201 : 200;
  response.body = render::outcome_json({0, fate, id, {}, read.warning}, applied->revision);
  return response;
}

}  // namespace backfile::http
