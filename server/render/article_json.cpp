// One article as JSON: the native form without the words' boxes, which are many times the text.
#include "indexer/article/article_json.h"

#include <nlohmann/json.hpp>

#include "server/render/json.h"

namespace backfile::render {

std::string article_json(const article::Article& article) { return article::to_json(article, article::Boxes::without); }

std::string article_json(const search::MarkedArticle& marked) {
  using Json = nlohmann::ordered_json;
  Json json = Json::parse(article_json(marked.article));
  json["highlight"] = {
      {"title_html", marked.title.html}, {"body_html", marked.body.html}, {"marks", marked.title.marks.size() + marked.body.marks.size()}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backfile::render
