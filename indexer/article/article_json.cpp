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

Json pages(const std::vector<PageImage>& pages) {
  Json list = Json::array();
  for (const PageImage& page : pages) {
    Json one = Json::object();
    if (!page.address.empty()) one["image"] = page.address;
    if (!page.label.empty()) one["label"] = page.label;
    if (page.width > 0) one["width"] = page.width;
    if (page.height > 0) one["height"] = page.height;
    one["unit"] = name(page.unit);
    list.push_back(std::move(one));
  }
  return list;
}

Json scan(const Scan& scan) {
  Json json = Json::object();
  json["pages"] = pages(scan.pages);
  for (const bool in_title : {true, false}) {
    Json numbers = Json::array();
    for (const WordBox& word : scan.words) {
      if (word.in_title != in_title) continue;
      for (const std::int64_t number : {std::int64_t{word.begin}, std::int64_t{word.length}, std::int64_t{word.page}, std::int64_t{word.x},
                                        std::int64_t{word.y}, std::int64_t{word.width}, std::int64_t{word.height}}) {
        numbers.push_back(number);
      }
    }
    if (!numbers.empty()) json[in_title ? "title" : "body"] = std::move(numbers);
  }
  return json;
}

}  // namespace

std::string to_json(const Article& article, Boxes boxes) {
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
  if (article.scan.confidence) json["ocr_confidence"] = *article.scan.confidence / 1000.0;
  if (boxes == Boxes::with && !article.scan.pages.empty()) json["scan"] = scan(article.scan);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backfile::article
