// Field by field, through the table of names.
#include "indexer/readers/json_article.h"

#include <algorithm>
#include <array>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/markup/fragment.h"
#include "indexer/readers/json_date.h"
#include "indexer/readers/json_names.h"
#include "indexer/readers/json_shape.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/news_status.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

using nlohmann::json;

/// First of the values that says anything.
std::string first_line(const Meanings& record, Meaning meaning) {
  for (const json* value : record.of(meaning)) {
    if (auto line = line_of(text_of(*value)); !line.empty()) return line;
  }
  return {};
}

article::Date first_date(const Meanings& record, Meaning meaning, const std::string& language, const json** used = nullptr) {
  for (const json* value : record.of(meaning)) {
    const auto date = date_of_value(*value, language);
    if (!date) continue;
    if (used) *used = value;
    return date;
  }
  return {};
}

void read_dates(const Meanings& record, article::Article& article) {
  const json* used = nullptr;
  article.published = first_date(record, Meaning::published, article.language, &used);
  article.modified = first_date(record, Meaning::modified, article.language);
  // ninjs says when this version was made: a change only where another date says when the story came out.
  if (!record.of(Meaning::modified).empty() && record.of(Meaning::modified).front() == used) article.modified = {};
  article.embargoed = first_date(record, Meaning::embargoed, article.language);
}

std::vector<std::string> authors_of(const json& value) {
  std::vector<std::string> authors;
  if (is_reference(value)) return authors;
  if (value.is_string() && value.get_ref<const std::string&>().find_first_not_of("0123456789") == std::string::npos) return authors;
  if (!value.is_array()) return names_in_byline(line_of(text_of(value)));
  for (const auto& text : texts_of(value)) {
    std::string name = line_of(text);
    const auto names = is_byline(name) ? names_in_byline(name) : std::vector<std::string>{name};
    for (const auto& one : names) {
      if (!one.empty() && std::find(authors.begin(), authors.end(), one) == authors.end()) authors.push_back(one);
    }
  }
  return authors;
}

void read_authors(const Meanings& record, article::Article& article) {
  for (const json* value : record.of(Meaning::authors)) {
    article.authors = authors_of(*value);
    if (!article.authors.empty()) return;
  }
}

void add_tags(const std::vector<std::string>& texts, std::vector<std::string>& tags) {
  for (const auto& text : texts) {
    std::string tag = line_of(text);
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
  }
}

/// `coal, strikes; unions` is three tags: one string stands for a list here.
std::vector<std::string> split_tags(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find_first_of(",;|", begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void read_section_and_tags(const Meanings& record, article::Article& article) {
  for (const json* value : record.of(Meaning::tags)) {
    if (is_reference(*value)) continue;
    add_tags(value->is_string() ? split_tags(value->get<std::string>()) : texts_of(*value), article.tags);
  }
  for (const json* value : record.of(Meaning::places)) add_tags(texts_of(*value), article.places);
  for (const json* value : record.of(Meaning::section)) {
    if (is_reference(*value)) continue;
    auto sections = texts_of(*value);
    if (sections.empty()) continue;
    article.section = line_of(sections.front());
    sections.erase(sections.begin());
    add_tags(sections, article.tags);  // an article stands in one section; the others still say what it is about
    if (!article.section.empty()) return;
  }
}

/// ninjs 3 gives several renditions of a headline or a text, each with a role and a content type: the main one, plain if there is one.
const json* main_rendition(const json& list) {
  const json* best = nullptr;
  int best_rank = 0;
  for (const auto& one : list) {
    if (!one.is_object()) continue;
    const std::string role = lower(text_of(member(one, "role")));
    const int rank = 1 + (role.empty() || role == "main" ? 2 : 0) + (text_of(member(one, "contenttype")) == "text/plain" ? 1 : 0);
    if (rank > best_rank) best = &one;
    best_rank = std::max(rank, best_rank);
  }
  return best;
}

void read_title(const Meanings& record, article::Article& article) {
  for (const json* value : record.of(Meaning::title)) {
    const json* one = value->is_array() ? main_rendition(*value) : value;
    article.title = line_of(text_of(one ? *one : *value));
    if (!article.title.empty()) return;
  }
}

void read_body(const Meanings& record, article::Article& article) {
  for (const json* value : record.of(Meaning::body)) {
    article.body = body_of(long_text_of(*value));
    if (!article.body.empty()) return;
  }
  for (const json* value : record.of(Meaning::html)) {
    const json* one = value->is_array() ? main_rendition(*value) : value;
    const std::string text = long_text_of(one ? *one : *value);
    article.body = text::paragraphs(text::clean(markup::html_to_text(text, markup::markup_of(text) < markup::Markup::blocks)));
    if (!article.body.empty()) return;
  }
}

bool is_web_address(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

void read_identity(const Meanings& record, article::Article& article) {
  article.id = first_line(record, Meaning::id);
  for (const json* value : record.of(Meaning::url)) {
    std::string url = text::one_line(text::clean(text_of(member(*value, "@id").is_null() ? *value : member(*value, "@id"))));
    if (url.empty() || url.find(' ') != url.npos) continue;
    article.url = std::move(url);
    break;
  }
  if (article.url.empty() && is_web_address(article.id)) article.url = article.id;
}

void read_corrections(const Meanings& record, article::Article& article) {
  for (const json* value : record.of(Meaning::corrections)) {
    const json list = value->is_array() ? *value : json::array({*value});
    for (const auto& one : list) {
      article::Correction correction{date_of_value(member(one, "date"), article.language), line_of(text_of(one))};
      if (!correction.text.empty()) article.corrections.push_back(std::move(correction));
    }
  }
}

/// What a record without text may be, in lower case: ninjs types, schema.org types, and words of interfaces.
std::string medium(const Meanings& record) {
  constexpr std::array kMedia =
      std::to_array<std::string_view>({"picture",  "image",       "photo",          "photograph",     "imageobject",
                                       "video",    "videoobject", "audio",          "audioobject",    "graphic",
                                       "event",    "package",     "composite",      "component",      "gallery",
                                       "planning", "infographic", "animation",      "organization",   "newsmediaorganization",
                                       "website",  "webpage",     "collectionpage", "breadcrumblist", "person",
                                       "itemlist", "listitem",    "searchaction"});
  for (const json* value : record.of(Meaning::type)) {
    const std::string type = lower(text_of(*value));
    if (among(kMedia, type)) return type;
  }
  return {};
}

bool is_bulk_action(const json& record) {
  if (record.size() != 1) return false;
  const std::string& name = record.begin().key();
  return record.begin()->is_object() && (name == "index" || name == "create" || name == "update" || name == "delete");
}

}  // namespace

JsonOutcome article_of(const json& whole, const std::map<std::string, std::string>& column_names) {
  JsonOutcome outcome;
  if (is_bulk_action(whole)) {
    outcome.passed_over = "a bulk action, not an article";
    return outcome;
  }
  json merged;
  const json& record = unwrapped(whole, merged);
  const Meanings meanings(record, column_names);
  auto& article = outcome.article;
  read_title(meanings, article);
  read_body(meanings, article);
  if (const std::string kind = medium(meanings); article.body.empty() && !kind.empty()) {
    outcome.passed_over = "holds no text (type " + kind + ")";
    return outcome;
  }
  if (article.title.empty() && article.body.empty() && holds_empty_list(whole)) {
    outcome.passed_over = "holds no records";
    return outcome;
  }
  if (article.title.empty() && article.body.empty()) {
    outcome.refusal = "no title and no body";
    return outcome;
  }
  read_identity(meanings, article);
  if (&record != &whole && article.id.empty()) article.id = line_of(text_of(member(whole, "_id")));
  article.language = article::canonical_language(first_line(meanings, Meaning::language));
  article.source = first_line(meanings, Meaning::source);
  article.page = first_line(meanings, Meaning::page);
  article.edition = first_line(meanings, Meaning::edition);
  article.subtitle = first_line(meanings, Meaning::subtitle);
  for (const json* value : meanings.of(Meaning::summary)) {
    if (article.summary.empty()) article.summary = body_of(text_of(*value));
  }
  article.status = status_of(first_line(meanings, Meaning::status));
  read_authors(meanings, article);
  read_section_and_tags(meanings, article);
  read_dates(meanings, article);
  read_corrections(meanings, article);
  return outcome;
}

}  // namespace backfile::readers
