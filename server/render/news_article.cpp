// schema.org NewsArticle. What search engines read of an article page.
#include <nlohmann/json.hpp>

#include "server/render/citation.h"

namespace backfile::render {

std::string news_article(const article::Article& article, std::string_view address) {
  using Json = nlohmann::ordered_json;
  Json json = {{"@context", "https://schema.org"}, {"@type", "NewsArticle"}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) json[name] = value;
  };
  add("headline", article.title);
  add("alternativeHeadline", article.subtitle);
  add("description", article.summary);
  add("datePublished", article::to_iso(article.published));
  add("dateModified", article::to_iso(article.modified));
  for (const auto& author : article.authors) json["author"].push_back({{"@type", "Person"}, {"name", author}});
  if (!article.source.empty()) {
    json["publisher"] = {{"@type", "Organization"}, {"name", article.source}};
    json["isPartOf"] = {{"@type", "Newspaper"}, {"name", article.source}};
  }
  add("articleSection", article.section);
  add("printPage", article.page);
  add("printEdition", article.edition);
  add("inLanguage", article.language);
  if (!article.tags.empty()) json["keywords"] = article.tags;
  for (const auto& correction : article.corrections) json["correction"].push_back(correction.text);
  json["url"] = std::string(address);
  json["mainEntityOfPage"] = std::string(address);
  // Inside of strings alone, where \u003c is the same character.
  std::string safe;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace))
    safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return safe;
}

}  // namespace backfile::render
