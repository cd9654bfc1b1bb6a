// Field by field, through the table of names.
#include "indexer/readers/json_article.h"

#include <algorithm>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/readers/json_boxes.h"
#include "indexer/readers/json_date.h"
#include "indexer/readers/json_kind.h"
#include "indexer/readers/json_names.h"
#include "indexer/readers/json_ninjs.h"
#include "indexer/readers/json_shape.h"
#include "indexer/readers/json_text.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/news_fields.h"
#include "indexer/readers/news_status.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

using nlohmann::json;

/// The first value that is a date. What stands in its place without being one is worth a warning only where no other is.
article::Date first_date(const Meanings& record, Meaning meaning, const std::string& language, std::string* unreadable,
                         const json** used = nullptr) {
  for (const json* value : record.of(meaning)) {
    const auto date = date_of_value(*value, language);
    if (!date) {
      if (unreadable && unreadable->empty() && value->is_string()) *unreadable = line_of(text_of(*value));
      continue;
    }
    if (used) *used = value;
    if (unreadable) unreadable->clear();
    if (date.year == 1) continue;  // what programs write for "none"
    return date;
  }
  return {};
}

void read_dates(const Meanings& record, article::Article& article, std::vector<std::string>& warnings) {
  const json* used = nullptr;
  std::string no_date, no_embargo;
  article.published = first_date(record, Meaning::published, article.language, &no_date, &used);
  article.modified = first_date(record, Meaning::modified, article.language, nullptr);
  // ninjs says when this version was made: a change only where another date says when the story came out.
  if (!record.of(Meaning::modified).empty() && record.of(Meaning::modified).front() == used) article.modified = {};
  article.embargoed = first_date(record, Meaning::embargoed, article.language, &no_embargo);
  constexpr std::size_t kShown = 60;
  if (!no_date.empty()) warnings.push_back("a date of publication that cannot be read: \"" + text::clean(no_date.substr(0, kShown)) + '"');
  if (!no_embargo.empty()) warnings.push_back("an embargo whose date cannot be read: \"" + text::clean(no_embargo.substr(0, kShown)) + '"');
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
      add_once(one, authors);
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

void add_tags(const std::vector<std::string>& texts, std::vector<std::string>& tags, bool drop_letters = false) {
  for (const auto& text : texts) {
    std::string tag = line_of(text);
    if (drop_letters && tag.size() == 1) continue;
    add_once(std::move(tag), tags);
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
    const bool is_coded = value->is_array() && !value->empty() && value->front().is_object();  // whose letters are a wire service's codes
    add_tags(value->is_string() ? split_tags(value->get<std::string>()) : texts_of(*value), article.tags, is_coded);
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
  for (const json* value : record.of(Meaning::editors_note)) {
    for (const auto& text : texts_of(*value)) {
      if (std::string note = line_of(text); is_correction(note)) article.corrections.push_back({{}, std::move(note)});
    }
  }
}

/// `/kystnyt/`, as agencies sign.
std::string source_of(const Meanings& record) {
  std::string source = first_line(record, Meaning::source);
  const bool is_signed = source.size() > 2 && source.front() == '/' && source.back() == '/';
  return is_signed ? source.substr(1, source.size() - 2) : source;
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
  read_json_text(record, meanings, article);
  if (has_boxes(record)) {
    article.title = text::one_line(text::clean(text_of(member(record, "title"))));
    article.body = text::paragraphs(text::clean(text_of(member(record, "body"))));
  }
  read_boxes(record, article);
  outcome.passed_over = why_no_article(record, meanings, article);
  if (!outcome.passed_over.empty()) return outcome;
  outcome.warnings = ninjs_mistakes(record);
  read_identity(meanings, article);
  if (&record != &whole && article.id.empty()) article.id = line_of(text_of(member(whole, "_id")));
  for (const json* value : meanings.of(Meaning::language)) {
    if (article.language.empty()) article.language = article::canonical_language(line_of(text_of(*value)));
  }
  article.source = source_of(meanings);
  article.page = first_line(meanings, Meaning::page);
  article.edition = first_line(meanings, Meaning::edition);
  article.status = status_of(first_line(meanings, Meaning::status));
  read_authors(meanings, article);
  read_section_and_tags(meanings, article);
  read_dates(meanings, article, outcome.warnings);
  settle_embargo(first_line(meanings, Meaning::status), article);
  read_corrections(meanings, article);
  return outcome;
}

}  // namespace backfile::readers
