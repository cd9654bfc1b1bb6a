// Labels in the languages that archives come in, and what may stand behind each so that no sentence is taken for one.
#include "indexer/readers/text_header.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/url_parts.h"
#include "indexer/readers/words.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

/// Labels in lower case, without the colon.
const std::unordered_map<std::string_view, HeaderKind>& labels() {
  static const std::unordered_map<std::string_view, HeaderKind> kLabels = {
#define BACKFILE_LABEL(kind, label) {label, HeaderKind::kind},
#include "indexer/readers/text_labels.def"
#undef BACKFILE_LABEL
  };
  return kLabels;
}

/// Words before a date without a colon: `Posted on 3 March 2024`.
constexpr auto kDateWords = std::to_array<std::pair<std::string_view, HeaderKind>>({{"published on ", HeaderKind::published},
                                                                                    {"published ", HeaderKind::published},
                                                                                    {"first published on ", HeaderKind::published},
                                                                                    {"first published ", HeaderKind::published},
                                                                                    {"posted on ", HeaderKind::published},
                                                                                    {"posted ", HeaderKind::published},
                                                                                    {"veröffentlicht am ", HeaderKind::published},
                                                                                    {"publié le ", HeaderKind::published},
                                                                                    {"publicado el ", HeaderKind::published},
                                                                                    {"last updated on ", HeaderKind::modified},
                                                                                    {"last updated ", HeaderKind::modified},
                                                                                    {"updated on ", HeaderKind::modified},
                                                                                    {"updated ", HeaderKind::modified},
                                                                                    {"aktualisiert am ", HeaderKind::modified},
                                                                                    {"mis à jour le ", HeaderKind::modified},
                                                                                    {"actualizado el ", HeaderKind::modified}});

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The date that the text is, or begins with, where no more than a zone's name or the like follows.
article::Date date_of(std::string_view text, std::string_view language) {
  if (text.size() > 80) return {};
  if (const auto date = article::parse_date(text, language)) return *date;
  constexpr int kMostBehind = 3;
  for (int i = 0; i < kMostBehind; ++i) {
    const auto space = text.rfind(' ');
    if (space == text.npos) return {};
    text = trim(text.substr(0, space));
    const auto date = article::parse_date(text, language);
    if (date && (date->precision == article::Precision::year || date->precision == article::Precision::month)) return {};
    if (date) return *date;
  }
  return {};
}

/// Few words in lower case: a name, not a sentence. Unspaced scripts: short.
bool name_like(std::string_view text, std::size_t most_words) {
  if (text.empty() || length(text) > 80) return false;
  const auto parts = words(text);
  if (parts.size() > most_words) return false;
  if (ends_like_a_sentence(text) && parts.size() > 3) return false;
  constexpr auto kSmall = std::to_array<std::string_view>({"of",  "the", "and", "for", "in", "de", "la", "le", "du", "des", "der",
                                                           "die", "das", "und", "et",  "y",  "&",  "-",  "/",  ">",  "|",   "a"});
  const auto small =
      std::count_if(parts.begin(), parts.end(), [&](std::string_view part) { return !begins_with_capital(part) && !among(kSmall, part); });
  return parts.size() == 1 || small <= 1;
}

bool list_like(std::string_view text) {
  return !text.empty() && text.size() <= 600 && (words(text).size() <= 4 || text.find_first_of(",;|#") != text.npos) &&
         !ends_like_a_sentence(text);
}

std::optional<Header> labelled(HeaderKind kind, std::string_view value, std::string_view language) {
  Header header{kind, std::string(value)};
  switch (kind) {
    case HeaderKind::author:
      return is_names(value) || (words(value).size() <= 2 && name_like(value, 2)) ? std::optional(header) : std::nullopt;
    case HeaderKind::published:
    case HeaderKind::modified:
      header.date = date_of(value, language);
      return header.date || (words(value).size() <= 4 && length(value) <= 40 && !ends_like_a_sentence(value)) ? std::optional(header)
                                                                                                              : std::nullopt;
    case HeaderKind::source:
      if (is_url(value)) header.kind = HeaderKind::url;
      return is_url(value) || name_like(value, 8) ? std::optional(header) : std::nullopt;
    case HeaderKind::url:
      return is_url(value) ? std::optional(header) : std::nullopt;
    case HeaderKind::language:
      header.value = article::canonical_language(value);
      return header.value.empty() ? std::nullopt : std::optional(header);
    case HeaderKind::title:
    case HeaderKind::subtitle:
      return !value.empty() && length(value) <= 300 ? std::optional(header) : std::nullopt;
    case HeaderKind::tags:
      return list_like(value) ? std::optional(header) : std::nullopt;
    case HeaderKind::section:
      return name_like(value, 6) ? std::optional(header) : std::nullopt;
    case HeaderKind::page:
    case HeaderKind::edition:
      return name_like(value, 4) ? std::optional(header) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Header> with_label(std::string_view line, std::string_view language) {
  constexpr std::size_t kLongestLabel = 60;
  const std::string_view wide = "\xEF\xBC\x9A";  // full-width colon
  const auto narrow_at = line.find(':'), wide_at = line.find(wide);
  const auto at = std::min(narrow_at, wide_at);
  if (at == line.npos || at > kLongestLabel) return std::nullopt;
  const auto found = labels().find(lower(trim(line.substr(0, at))));
  if (found == labels().end()) return std::nullopt;
  return labelled(found->second, trim(line.substr(at + (at == wide_at ? wide.size() : 1))), language);
}

std::optional<Header> bare_date(std::string_view line, std::string_view language) {
  const std::string folded = lower(line.substr(0, 40));
  for (const auto& [word, kind] : kDateWords) {
    if (!folded.starts_with(word)) continue;
    if (const auto date = date_of(trim(line.substr(word.size())), language)) return Header{kind, {}, date};
  }
  if (line.size() > 80) return std::nullopt;
  const auto date = article::parse_date(line, language);
  // A year alone may as well be a title.
  if (!date || date->precision == article::Precision::year) return std::nullopt;
  return Header{HeaderKind::published, {}, *date, false};
}

/// One thing and nothing else.
std::optional<Header> single(std::string_view line, std::string_view language) {
  if (line.empty()) return std::nullopt;
  if (is_url(line)) return Header{HeaderKind::url, std::string(line), {}, false};
  if (auto header = with_label(line, language)) return header;
  if (auto header = bare_date(line, language)) return header;
  if (is_byline(line)) return Header{HeaderKind::author, std::string(line), {}, false};
  return std::nullopt;
}

/// `By Jane Doe on 3 March 2024`, `3 March 2024, by Jane Doe`.
std::vector<Header> byline_and_date(std::string_view line, std::string_view language) {
  if (line.size() > 160) return {};
  for (const std::string_view separator :
       {", ", " on ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " by ", " By ", " am ", " le ", " el "}) {
    for (auto at = line.find(separator); at != line.npos; at = line.find(separator, at + 1)) {
      const auto left = trim(line.substr(0, at));
      auto right = trim(line.substr(at + (lower(separator) == " by " ? 1 : separator.size())));
      const auto one = single(left, language);
      const auto two = one ? single(right, language) : std::nullopt;
      if (one && two && one->kind != two->kind) return {*one, *two};
    }
  }
  return {};
}

std::vector<Header> pieces(std::string_view line, std::string_view language) {
  std::vector<Header> headers;
  for (const std::string_view separator : {" | ", " \xE2\x80\xA2 ", " \xC2\xB7 ", " / "}) {
    if (line.find(separator) == line.npos) continue;
    for (std::size_t begin = 0; begin <= line.size();) {
      const auto end = std::min(line.find(separator, begin), line.size());
      const auto header = single(trim(line.substr(begin, end - begin)), language);
      if (!header) return {};
      headers.push_back(*header);
      begin = end + separator.size();
    }
    return headers;
  }
  return headers;
}

void apply_tags(const std::string& value, std::vector<std::string>& tags) {
  for (std::size_t begin = 0; begin <= value.size();) {
    const auto end = std::min(value.find_first_of(",;|", begin), value.size());
    std::string tag = text::one_line(std::string_view(value).substr(begin, end - begin));
    while (tag.starts_with('#')) tag.erase(0, 1);
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    begin = end + 1;
  }
}

/// `Japan > Politics` is a path.
std::string section_path(std::string value) {
  for (const std::string_view separator : {" > ", " \xC2\xBB ", " / ", " \xE2\x80\xBA "}) {
    for (auto at = value.find(separator); at != value.npos; at = value.find(separator)) value.replace(at, separator.size(), "/");
  }
  return value;
}

}  // namespace

std::vector<Header> headers_in(std::string_view line, std::string_view language) {
  if (line.empty() || line.size() > 2048) return {};
  if (const auto header = single(line, language)) return {*header};
  if (auto headers = pieces(line, language); !headers.empty()) return headers;
  return byline_and_date(line, language);
}

void apply(const Header& header, article::Article& article) {
  const auto fill = [&](std::string& field) {
    if (field.empty()) field = header.value;
  };
  switch (header.kind) {
    case HeaderKind::author:
      if (article.authors.empty()) article.authors = names_in_byline(header.value);
      break;
    case HeaderKind::published:
      if (!article.published) article.published = header.date;
      break;
    case HeaderKind::modified:
      if (!article.modified) article.modified = header.date;
      break;
    case HeaderKind::source:
      fill(article.source);
      break;
    case HeaderKind::url:
      fill(article.url);
      break;
    case HeaderKind::section:
      if (article.section.empty()) article.section = section_path(header.value);
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
  }
}

}  // namespace backfile::readers
