// Native JSON: the names of the design, in a fixed order, absent where empty.
#include "indexer/article/article_json.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace backfile::article {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name(Status status) { return status == Status::canceled ? "canceled" : "withheld"; }

Json corrections(const std::vector<Correction>& corrections) {
  Json list = Json::array();
  for (const Correction& correction : corrections) {
    Json one = Json::object();
    if (correction.date) one["date"] = to_iso(correction.date);
    one["text"] = correction.text;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::string to_json(const Article& article) {
  Json json = Json::object();
  const auto text = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  const auto list = [&](const char* key, const std::vector<std::string>& values) {
    if (!values.empty()) json[key] = values;
  };
  text("id", article.id);
  text("url", article.url);
  text("source", article.source);
  text("section", article.section);
  list("authors", article.authors);
  list("tags", article.tags);
  list("places", article.places);
  text("language", article.language);
  text("page", article.page);
  text("edition", article.edition);
  text("title", article.title);
  text("subtitle", article.subtitle);
  text("summary", article.summary);
  text("body", article.body);
  text("published", to_iso(article.published));
  if (article.published) json["date_precision"] = name(article.published.precision);
  text("modified", to_iso(article.modified));
  text("embargoed", to_iso(article.embargoed));
  if (article.status != Status::usable) json["status"] = name(article.status);
  if (!article.corrections.empty()) json["corrections"] = corrections(article.corrections);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backfile::article
