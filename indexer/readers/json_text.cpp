// Which of several renditions is the text.
#include "indexer/readers/json_text.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/markup/xml.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/news_fields.h"
#include "indexer/readers/nitf_article.h"
#include "indexer/readers/record_text.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

/// ninjs 2 and 3 give several renditions of a headline or a text, each with a role and a content type: the main one, plain if there is one.
const json* main_rendition(const json& list) {
  const json* best = nullptr;
  int best_rank = 0;
  for (const auto& one : list) {
    if (!one.is_object()) continue;
    const std::string role = wording::lower(text_of(member(one, "role")));
    std::string type = text_of(member(one, "contenttype"));
    if (type.empty()) type = text_of(member(one, "contentType"));
    type = wording::lower(type);
    const bool is_plain = type == "text/plain", is_xml = type.find("nitf") != type.npos || type.find("xml") != type.npos;
    const bool is_main =
        role.empty() || role == "main" || role == "text" || role == "body" || role == "headline" || role == "caption" || role == "summary";
    const bool is_beside = role.find("credit") != role.npos || role.find("contact") != role.npos;
    const int rank = 2 + (is_main ? 3 : 0) + (is_plain ? 1 : 0) - (is_xml || is_beside ? 1 : 0);
    if (rank > best_rank) best = &one;
    best_rank = std::max(rank, best_rank);
  }
  return best;
}

const json& rendition_of(const json& value) {
  const json* const one = value.is_array() ? main_rendition(value) : nullptr;
  return one ? *one : value;
}

/// Fills more than the body: NITF has a headline of its own.
void read_body_text(std::string text, article::Article& article) {
  if (text.find("<nitf") != text.npos) {
    const markup::XmlOutcome outcome = markup::parse_xml(text);
    if (const markup::Node* const nitf = markup::find(outcome.tree.root(), "nitf")) read_nitf(*nitf, article);
    if (!article.body.empty()) return;
  }
  article.body = body_of(std::move(text));
  drop_repeated_title(article.body, article);
}

void read_body(const Meanings& record, article::Article& article) {
  for (const Meaning meaning : {Meaning::body, Meaning::html}) {
    for (const json* value : record.of(meaning)) {
      read_body_text(long_text_of(meaning == Meaning::html ? rendition_of(*value) : *value), article);
      if (!article.body.empty()) return;
    }
  }
}

/// Apple News Format: a text in components, some within others. depth bounds the recursion.
void read_components(const json& components, int depth, std::string& body) {
  constexpr int kDeepest = 8;
  constexpr auto kText = std::to_array<std::string_view>({"body", "intro", "quote", "caption", "heading"});
  if (depth == kDeepest || !components.is_array()) return;
  for (const auto& component : components) {
    const std::string role = wording::lower(text_of(member(component, "role")));
    const bool is_text = wording::among(kText, role) || role.starts_with("heading");
    if (const json& text = member(component, "text"); is_text && text.is_string()) {
      if (const std::string part = body_of(text.get<std::string>()); !part.empty()) body += (body.empty() ? "" : "\n\n") + part;
    }
    read_components(member(component, "components"), depth + 1, body);
  }
}

/// Where a record has both, its `title` is often a slug or a name: what readers see is the headline.
const json* headline_beside_title(const json& record, const Meanings& meanings) {
  const auto& titles = meanings.of(Meaning::title);
  if (titles.empty() || titles.front() != &member(record, "title")) return nullptr;
  for (const char* name : {"headline", "headlines", "headline_main"}) {
    if (const json& headline = member(record, name); !headline.is_null()) return &headline;
  }
  return nullptr;
}

/// `NET/DEFENCE/SATELLITE`: a wire's name for the story.
bool is_slug(const std::string& line) {
  return line.find('/') != line.npos && line.find(' ') == line.npos &&
         std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string first_line(const Meanings& record, Meaning meaning) {
  for (const json* value : record.of(meaning)) {
    if (auto line = line_of(text_of(*value)); !line.empty()) return line;
  }
  return {};
}

bool has_headline(const json& record) {
  return std::any_of(record.items().begin(), record.items().end(), [](const auto& item) {
    const std::string name = wording::lower(item.key());
    const bool is_name = name == "name" || name == "slugline" || name == "slug_line";
    return !is_name && !item.value().is_null() && !Meanings(json{{item.key(), item.value()}}).of(Meaning::title).empty();
  });
}

void read_json_text(const json& record, const Meanings& meanings, article::Article& article) {
  if (const json* const headline = headline_beside_title(record, meanings)) article.title = line_of(text_of(rendition_of(*headline)));
  for (const json* value : meanings.of(Meaning::title)) set_if_empty(article.title, line_of(text_of(rendition_of(*value))));
  article.subtitle = first_line(meanings, Meaning::subtitle);
  if (is_slug(article.subtitle)) article.subtitle.clear();
  read_body(meanings, article);
  if (article.body.empty()) read_components(member(record, "components"), 0, article.body);
  for (const json* value : meanings.of(Meaning::summary)) {
    if (article.summary.empty()) article.summary = body_of(text_of(rendition_of(*value)));
  }
}

}  // namespace backfile::readers
