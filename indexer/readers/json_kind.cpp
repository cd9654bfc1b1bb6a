// By the types of ninjs, schema.org and newsroom systems, and by what only events have.
#include "indexer/readers/json_kind.h"

#include <array>
#include <string_view>
#include <utility>

#include "indexer/readers/json_shape.h"
#include "indexer/readers/json_text.h"
#include "indexer/readers/json_value.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

/// The first type, in lower case, without a prefix: `nifs:match` is "match".
std::string type_of(const Meanings& meanings) {
  for (const json* value : meanings.of(Meaning::type)) {
    std::string type = wording::lower(text_of(*value));
    if (const auto prefix = type.find_last_of(":/"); prefix != type.npos && type.find('/') == type.npos) type.erase(0, prefix + 1);
    if (!type.empty()) return type;
  }
  return {};
}

/// Their headline and caption are the article.
bool is_medium(std::string_view type) {
  constexpr auto kMedia = std::to_array<std::string_view>(
      {"picture", "image", "photo", "photograph", "graphic", "infographic", "video", "audio", "animation", "cartoon", "gallery"});
  return wording::among(kMedia, type);
}

/// Without a text of their own they are no news.
bool is_other(std::string_view type) {
  constexpr auto kOthers = std::to_array<std::string_view>({"event",          "package",      "composite",
                                                            "planning",       "assignment",   "coverage",
                                                            "organization",   "organisation", "newsmediaorganization",
                                                            "website",        "webpage",      "collectionpage",
                                                            "breadcrumblist", "person",       "place",
                                                            "itemlist",       "listitem",     "searchaction",
                                                            "imageobject",    "videoobject",  "audioobject",
                                                            "product",        "vocabulary",   "topic",
                                                            "concept"});
  return wording::among(kOthers, type) || type.ends_with("event") || type.starts_with("match");
}

bool has(const json& record, std::string_view wanted) {
  for (const auto& [name, value] : record.items()) {
    if (wording::lower(name) == wanted && !value.is_null()) return true;
  }
  return false;
}

bool is_event(const json& record, const Meanings& meanings) {
  if (has(record, "eventdetails")) return true;
  return meanings.of(Meaning::published).empty() && has(record, "startdate") && (has(record, "enddate") || has(record, "stopdate"));
}

}  // namespace

bool is_bulk_action(const json& record) {
  if (record.size() != 1) return false;
  const std::string& name = record.begin().key();
  return record.begin()->is_object() && (name == "index" || name == "create" || name == "update" || name == "delete");
}

std::string why_no_article(const json& record, const Meanings& meanings, article::Article& article) {
  const std::string type = type_of(meanings);
  const bool event = is_event(record, meanings), dated_event = event && !has(record, "eventdetails");
  if (article.body.empty() || dated_event) {
    if (is_other(type)) return "holds no text (type " + type + ")";
    if (event) return "an event, not news text";
  }
  const bool has_caption = is_medium(type) || has(record, "caption");
  if (article.body.empty() && (has_caption || article.title.empty())) std::swap(article.body, article.summary);
  if (article.title.empty() && article.body.empty()) {
    if (is_medium(type)) return type + " without headline or caption";
    return holds_empty_list(record) ? "holds no records" : "holds neither a headline nor a text";
  }
  const bool is_named_only = article.body.empty() && article.summary.empty() && !has_headline(record);
  return is_named_only ? "holds no text, only a name" : "";
}

}  // namespace backfile::readers
