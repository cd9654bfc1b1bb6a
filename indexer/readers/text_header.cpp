// Labels in the languages that archives come in, and what may stand behind each so that no sentence is taken for one.
#include "indexer/readers/text_header.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/furniture.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
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
constexpr auto kDateWords = std::to_array<std::pair<std::string_view, HeaderKind>>({
#define BACKFILE_DATE_WORD(kind, word) {word, HeaderKind::kind},
#include "indexer/readers/text_date_words.def"
#undef BACKFILE_DATE_WORD
});

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
      if (const auto mail = value.find(" <"); mail != value.npos && value.back() == '>') value = header.value = trim(value.substr(0, mail));
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
    case HeaderKind::other:
      return date_of(value, language) || is_url(value) || is_names(value) || value.find('@') != value.npos ||
                     (words(value).size() <= 2 && !value.empty() && value.front() >= '0' && value.front() <= '9')
                 ? std::optional(header)
                 : std::nullopt;
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

/// A label and nothing behind it.
bool is_label(std::string_view line) {
  const std::string_view wide = "\xEF\xBC\x9A";
  if (line.ends_with(':'))
    line.remove_suffix(1);
  else if (line.ends_with(wide))
    line.remove_suffix(wide.size());
  else
    return false;
  return labels().contains(lower(trim(line)));
}

/// `(_From the Courier, April 16, 1878._)` without its marks.
std::string_view without_brackets(std::string_view line) {
  while (!line.empty() && std::string_view("([_*").find(line.front()) != std::string_view::npos) line.remove_prefix(1);
  while (!line.empty() && std::string_view(")]_*.").find(line.back()) != std::string_view::npos) line.remove_suffix(1);
  return line;
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

/// `From the Harborview Courier`.
std::optional<Header> from_paper(std::string_view text) {
  const std::string folded = lower(text.substr(0, 10));
  if (!folded.starts_with("from the ")) return std::nullopt;
  const auto name = trim(text.substr(5));
  return name_like(name, 6) ? std::optional(Header{HeaderKind::source, std::string(trim(name.substr(4))), {}, false}) : std::nullopt;
}

/// `Port Ellery`, before a date.
bool is_place(std::string_view text) {
  const auto parts = words(text);
  return !parts.empty() && parts.size() <= 3 && text.find_first_of("0123456789:,") == text.npos &&
         std::all_of(parts.begin(), parts.end(), begins_with_capital);
}

/// `By Jane Doe on 3 March 2024`, `3 March 2024, by Jane Doe`, `Port Ellery, 3 March 2024`.
std::vector<Header> byline_and_date(std::string_view line, std::string_view language) {
  if (line.size() > 160) return {};
  for (const std::string_view separator :
       {", ", " on ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " by ", " By ", " am ", " le ", " el "}) {
    for (auto at = line.find(separator); at != line.npos; at = line.find(separator, at + 1)) {
      const auto left = trim(line.substr(0, at));
      auto right = trim(line.substr(at + (lower(separator) == " by " ? 1 : separator.size())));
      const auto one = single(left, language);
      const auto two = one || is_place(left) ? single(right, language) : std::nullopt;
      if (one && two && one->kind != two->kind) return {*one, *two};
      const bool dated = two && two->kind == HeaderKind::published && !two->labelled && two->date.precision >= article::Precision::day;
      if (!one && dated && separator != " by " && separator != " By ") return {*two};
      const auto paper = two ? std::nullopt : from_paper(left);
      if (const auto date = paper ? single(right, language) : std::nullopt; date && date->date) return {*paper, *date};
    }
  }
  return {};
}

/// `2024-03-31 06:00 Source: Courier Author: Jane Doe`: one behind the other with nothing but a space between them.
std::vector<Header> in_a_row(std::string_view line, std::string_view language, unsigned most = 4) {
  constexpr std::size_t kMostWords = 16;
  if (line.size() > 160 || most == 0 || words(line).size() > kMostWords) return {};
  for (auto at = line.rfind(' '); at != line.npos && at > 0; at = line.rfind(' ', at - 1)) {
    const auto one = single(trim(line.substr(0, at)), language);
    if (!one || !(one->date || one->labelled || one->kind == HeaderKind::author)) continue;
    const auto right = trim(line.substr(at));
    auto two = single(right, language);
    if (!two && one->date && is_publication(right)) two = Header{HeaderKind::source, std::string(right)};
    std::vector<Header> rest = two ? std::vector<Header>{*two} : in_a_row(right, language, most - 1);
    // `2024-03-31 06:00 海港日報 記者…`: scripts without spaces say the rest in a way of their own.
    constexpr std::size_t kMostBehind = 30;
    const bool dense =
        one->date.precision >= article::Precision::day && is_unspaced(first_character(right)) && length(right) <= kMostBehind;
    if (rest.empty() && dense && !ends_like_a_sentence(right)) return {*one};
    // A date may be followed by anything; whatever else only by what says what it is.
    if (rest.empty() || rest.front().kind == one->kind || !(rest.front().labelled || rest.front().date)) continue;
    rest.insert(rest.begin(), *one);
    return rest;
  }
  return {};
}

std::vector<Header> pieces(std::string_view line, std::string_view language) {
  std::vector<Header> headers;
  for (const std::string_view separator : {" | ", " \xE2\x80\xA2 ", " \xC2\xB7 ", " / "}) {
    if (line.find(separator) == line.npos) continue;
    for (std::size_t begin = 0; begin <= line.size();) {
      const auto end = std::min(line.find(separator, begin), line.size());
      const auto piece = trim(line.substr(begin, end - begin));
      auto header = single(piece, language);
      if (!header) {
        const auto several = byline_and_date(piece, language);
        headers.insert(headers.end(), several.begin(), several.end());
        if (!several.empty()) header = Header{HeaderKind::other, {}, {}, false};
      }
      if (!header && !headers.empty() && furniture_of(piece) != Furniture::none) header = Header{HeaderKind::other, {}, {}, false};
      if (!header && !headers.empty() && is_role(piece)) header = Header{HeaderKind::other, {}, {}, false};
      if (!header) return {};
      headers.push_back(*header);
      begin = end + separator.size();
    }
    return headers;
  }
  return headers;
}

}  // namespace

std::vector<Header> headers_in(std::string_view line, std::string_view language) {
  if (line.empty() || line.size() > 2048) return {};
  // `**31 March 2024**`
  while (line.size() > 2 && line.front() == '*' && line.back() == '*') line = trim(line.substr(1, line.size() - 2));
  if (const auto header = single(line, language)) return {*header};
  if (auto headers = pieces(line, language); !headers.empty()) return headers;
  if (auto headers = byline_and_date(line, language); !headers.empty()) return headers;
  if (auto headers = in_a_row(line, language); !headers.empty()) return headers;
  const std::string_view inner = without_brackets(line);
  return inner.size() < line.size() ? byline_and_date(inner, language) : std::vector<Header>{};
}

std::pair<std::vector<Header>, std::size_t> headers_at(const std::vector<TextLine>& lines, std::size_t at, std::size_t end,
                                                       std::string_view language) {
  const std::string& line = lines[at].text;
  if (is_label(line)) {
    const std::size_t next = next_text(lines, at + 1, std::min(end, at + 3));
    if (next < std::min(end, at + 3)) {
      auto header = with_label(line + " " + lines[next].text, language);
      const bool dated = header && (header->kind == HeaderKind::published || header->kind == HeaderKind::modified);
      if (header && (!dated || header->date) && headers_in(lines[next].text, language).size() <= 1) return {{*header}, next - at + 1};
    }
  }
  return {headers_in(line, language), 1};
}

}  // namespace backfile::readers
