// Labels are often corrected by hand, headings are as recognised: the label wins where it is a headline at all.
#include "indexer/readers/mets_headline.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using namespace wording;

constexpr auto kMadeUp = std::to_array<std::string_view>(
    {"ad",       "ads",          "advert",   "advertisement", "advertisements", "advertising", "article",   "articles",
     "artikel",  "anzeige",      "anzeigen", "avis",          "block",          "column",      "columns",   "heading",
     "headline", "illustration", "image",    "issue",         "item",           "newspaper",   "no",        "notitle",
     "none",     "ohne",         "page",     "pages",         "paragraph",      "part",        "publicité", "publicités",
     "sans",     "section",      "seite",    "spalte",        "table",          "tabelle",     "text",      "textblock",
     "title",    "titel",        "titre",    "unbenannt",     "unknown",        "untitled",    "werbung",   "colonne",
     "death",    "notice"});

}  // namespace

bool is_real_headline(std::string_view text) {
  std::size_t letters = 0, good = 0, all = 0, run = 0, longest = 0;
  for (std::int32_t at = 0, size = static_cast<std::int32_t>(text.size()); at < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c <= ' ') {
      run = 0;
      continue;
    }
    const bool letter = u_isalpha(c), mark = u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
    letters += letter;
    good += letter || mark || u_isdigit(c);
    ++all;
    run = letter || mark ? run + (is_unspaced(static_cast<char32_t>(c)) ? 3 : 1) : 0;
    longest = std::max(longest, run);
  }
  return letters > 0 && longest >= 3 && good * 10 >= all * 7;
}

bool has_word(std::string_view text) {
  const auto all = words(text);
  return std::any_of(all.begin(), all.end(), [](std::string_view word) { return is_real_headline(strip_punctuation(word)); });
}

bool is_same_name(std::string_view a, std::string_view b) {
  const auto letters = [](std::string_view text) {
    std::string kept = lower(text);
    std::erase_if(kept, [](unsigned char c) { return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); });
    return kept;
  };
  const std::string one = letters(a);
  return !one.empty() && one == letters(b);
}

bool is_made_up(std::string_view label) {
  const auto is_number = [](std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::string lowered = lower(label);
  const auto all = words(lowered);
  return std::all_of(all.begin(), all.end(), [&](std::string_view word) {
    const std::string_view bare = strip_punctuation(word);
    return bare.empty() || is_number(bare) || among(kMadeUp, bare);
  });
}

std::string headline(const std::string& label, const std::vector<std::string>& titles, const std::string& recognised) {
  if (is_real_headline(label) && !is_made_up(label)) return label;
  std::string joined;
  for (const std::string& title : titles) {
    if (!is_real_headline(title)) continue;
    if (!joined.empty()) joined += ' ';
    joined += title;
  }
  if (!joined.empty() && !is_made_up(joined)) return joined;
  if (is_real_headline(recognised)) return recognised;
  if (!joined.empty()) return joined;
  return is_real_headline(label) ? label : std::string();
}

std::vector<article::WordBox> title_boxes(const AltoText& recognised, const std::string& title) {
  std::vector<article::WordBox> boxes;
  // Headings are set in capitals, labels often are not.
  std::string lowered = lower(title);
  const bool any_case = lowered.size() == title.size();
  if (!any_case) lowered = title;
  const auto is_border = [&](std::size_t at) { return at == 0 || at >= title.size() || title[at] == ' ' || title[at - 1] == ' '; };
  std::size_t from = 0, last_begin = 0, last_at = std::string::npos;
  for (article::WordBox box : recognised.boxes) {
    std::string word = recognised.text.substr(box.begin, box.length);
    if (any_case) word = lower(word);
    const bool second_part = last_at != std::string::npos && box.begin == last_begin;
    std::size_t at = second_part ? last_at : lowered.find(word, from);
    while (at != std::string::npos && !(is_border(at) && is_border(at + word.size()))) at = lowered.find(word, at + 1);
    last_begin = box.begin;
    last_at = at;
    if (at == std::string::npos) continue;
    from = at + (second_part ? 0 : word.size());
    box.begin = static_cast<std::uint32_t>(at);
    box.in_title = true;
    boxes.push_back(box);
  }
  std::stable_sort(boxes.begin(), boxes.end(), [](const article::WordBox& a, const article::WordBox& b) { return a.begin < b.begin; });
  return boxes;
}

bool says_the_same(const std::string& title, const std::string& recognised) {
  const std::string lowered_title = lower(title), lowered = lower(recognised);
  std::unordered_set<std::string_view> has;
  for (const std::string_view word : words(lowered_title)) has.insert(strip_punctuation(word));
  std::size_t same = 0, all = 0;
  for (const std::string_view word : words(lowered)) {
    const std::string_view bare = strip_punctuation(word);
    if (bare.empty()) continue;
    ++all;
    same += has.contains(bare);
  }
  return same * 2 >= all;
}

}  // namespace backfile::readers
