// Small rules that the formats share.
#include "indexer/readers/news_fields.h"

#include <algorithm>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

void add_once(std::string text, std::vector<std::string>& list) {
  if (!text.empty() && list.size() < kMaxListed && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

void set_if_empty(std::string& field, std::string text) {
  if (field.empty()) field = std::move(text);
}

void add_authors(const std::string& byline, article::Article& article) {
  for (std::string& name : wording::names_in_byline(byline)) {
    const bool is_initials = name.find(' ') == name.npos && wording::begins_with_small_letter(name);  // `ab/cd`
    if (!is_initials) add_once(std::move(name), article.authors);
  }
}

void add_persons(const std::string& names, article::Article& article) {
  for (std::size_t begin = 0; begin < names.size();) {
    std::size_t end = names.size(), next = names.size();
    for (const std::string_view join : {" and ", " und ", " et ", ", ", "; ", " & "}) {
      if (const auto found = names.find(join, begin); found < end) {
        end = found;
        next = found + join.size();
      }
    }
    std::string name = names.substr(begin, end - begin);
    if (wording::is_byline(name)) name.erase(0, name.find(' ') + 1);
    if (!wording::is_role(name) && name.find('@') == name.npos) add_once(std::move(name), article.authors);
    begin = next;
  }
}

void drop_source_from_authors(article::Article& article) {
  const std::string source = wording::lower(article.source);
  std::erase_if(article.authors, [&](const std::string& author) { return wording::lower(author) == source; });
}

void take_byline(std::string& body, article::Article& article) {
  const std::string first = body.substr(0, body.find("\n\n"));
  if (first.size() == body.size() || !wording::is_byline(first)) return;
  if (article.authors.empty()) add_authors(first, article);
  if (!article.authors.empty()) body.erase(0, first.size() + 2);
}

void drop_repeated_title(std::string& body, const article::Article& article) {
  if (!article.title.empty() && body.starts_with(article.title + "\n\n")) body.erase(0, article.title.size() + 2);
}

void drop_repeated_summary(article::Article& article) {
  constexpr std::size_t kLongestSlug = 80;
  const std::string& summary = article.summary;
  if (!article.title.empty() && summary.ends_with(article.title) && summary.size() <= article.title.size() + kLongestSlug &&
      !article.body.empty())
    article.summary.clear();
}

article::Date first_date(std::initializer_list<std::string_view> texts) {
  constexpr std::size_t kLongest = 100;
  for (const std::string_view text : texts) {
    if (text.empty() || text.size() > kLongest) continue;
    if (const auto date = article::parse_date(text::one_line(text)); date && date->year > 1) return *date;
  }
  return {};
}

void set_modified(const article::Date& date, article::Article& article) {
  if (!date) return;
  if (!article.published)
    article.published = date;
  else if (article::instant(date) > article::instant(article.published) &&
           (!article.modified || article::instant(date) > article::instant(article.modified)))
    article.modified = date;
}

void set_embargo(const article::Date& release, article::Article& article) {
  if (!release) return;
  const bool later = !article.published || article::instant(release) > article::instant(article.published);
  if (later) article.embargoed = release;
}

std::vector<const markup::Node*> outermost(const markup::Node& top, std::string_view element) {
  std::vector<const markup::Node*> found;
  for (const markup::Node* node = top.first; node;) {
    const bool is_one = node->is(element);
    if (is_one) found.push_back(node);
    node = is_one ? markup::next_beside(*node, top) : markup::next_within(*node, top);
  }
  return found;
}

std::string value_of(const markup::Node& element, std::string_view attribute) {
  return text::one_line(text::clean(std::string(element.attribute(attribute))));
}

bool is_code(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_sign = [&](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c); };
  if (text.size() <= 2 && (text.empty() || static_cast<unsigned char>(text.front()) < 0x80)) return true;
  return (text.size() <= 4 && std::all_of(text.begin(), text.end(), is_sign)) || std::all_of(text.begin(), text.end(), is_digit);
}

void set_language(std::string_view tag, article::Article& article) {
  if (article.language.empty()) article.language = article::canonical_language(tag);
}

}  // namespace backfile::readers
