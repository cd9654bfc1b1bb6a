// What a header line says, written into the article.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/text_header.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

/// `"Ferry strike ends"`, as front matter writes it.
std::string unquoted(std::string_view value) {
  const bool quoted = value.size() > 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front() &&
                      value.find(value.front(), 1) == value.size() - 1;
  return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

/// The place and length in bytes of the next mark between tags; the end where there is none.
std::pair<std::size_t, std::size_t> next_mark(std::string_view value, std::size_t begin) {
  std::pair<std::size_t, std::size_t> found{value.size(), 1};
  for (const std::string_view mark : {",", ";", "|", "\xE3\x80\x81", "\xEF\xBC\x8C", "\xD8\x8C", " \xC2\xB7 "}) {
    if (const auto at = value.find(mark, begin); at < found.first) found = {at, mark.size()};
  }
  return found;
}

void apply_tags(std::string value, std::vector<std::string>& tags) {
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  for (std::size_t begin = 0; begin <= value.size();) {
    const auto [end, size] = next_mark(value, begin);
    std::string tag = unquoted(text::one_line(std::string_view(value).substr(begin, end - begin)));
    while (tag.starts_with('#')) tag.erase(0, 1);
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    begin = end + size;
  }
}

/// `Harborview Courier (https://courier.example/a)` names both.
void apply_source(std::string value, article::Article& article) {
  const auto bracket = value.find(" (");
  if (bracket != value.npos && value.back() == ')') {
    const std::string address = value.substr(bracket + 2, value.size() - bracket - 3);
    if (is_url(address)) {
      if (article.url.empty()) article.url = address;
      value.erase(bracket);
    }
  }
  if (article.source.empty()) article.source = unquoted(value);
}

/// `Japan > Politics` is a path.
std::string section_path(std::string value) {
  for (const std::string_view separator : {" > ", " \xC2\xBB ", " / ", " \xE2\x80\xBA "}) {
    for (auto at = value.find(separator); at != value.npos; at = value.find(separator)) value.replace(at, separator.size(), "/");
  }
  return value;
}

/// `LOCAL; Pg. A1`, as newspaper databases write it.
void apply_section(std::string value, article::Article& article) {
  if (const auto page = lower(value).find("; pg. "); page != std::string::npos && page < value.size()) {
    if (article.page.empty()) article.page = value.substr(page + 6);
    value.erase(page);
  }
  if (article.section.empty()) article.section = section_path(unquoted(value));
}

}  // namespace

void apply(const Header& header, article::Article& article) {
  const auto fill = [&](std::string& field) {
    if (field.empty()) field = unquoted(header.value);
  };
  switch (header.kind) {
    case HeaderKind::author:
      if (article.authors.empty()) article.authors = names_in_byline(unquoted(header.value));
      break;
    case HeaderKind::published:
      if (!article.published) article.published = header.date;
      break;
    case HeaderKind::modified:
      if (!article.modified) article.modified = header.date;
      break;
    case HeaderKind::source:
      apply_source(header.value, article);
      break;
    case HeaderKind::url:
      fill(article.url);
      break;
    case HeaderKind::section:
      apply_section(header.value, article);
      break;
    case HeaderKind::language:
      fill(article.language);
      break;
    case HeaderKind::title:
      fill(article.title);
      break;
    case HeaderKind::subtitle:
      fill(article.subtitle);
      break;
    case HeaderKind::tags:
      apply_tags(header.value, article.tags);
      break;
    case HeaderKind::page:
      fill(article.page);
      break;
    case HeaderKind::edition:
      fill(article.edition);
      break;
    case HeaderKind::other:
      break;
  }
}

}  // namespace backfile::readers
