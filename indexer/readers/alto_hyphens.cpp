// A division leaves a hyphen that the word does not have, a compound one that it has: which it was, the letters after it tell.
#include "indexer/readers/alto_hyphens.h"

#include <unicode/uchar.h>

#include <array>

#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using namespace wording;

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_small(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_capital(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }

/// Signs for a division that nothing else is written with: not sign, soft hyphen, double oblique hyphen of blackletter.
constexpr auto kDivisions = std::to_array<std::string_view>({"\u00AC", "\u00AD", "\u2E17"});
/// Signs that are written within words too.
constexpr auto kHyphens = std::to_array<std::string_view>({"-", "\u2010", "\u2011"});

struct Stem {
  std::string_view text;  // without the sign
  bool division = false, hyphen = false;
};

Stem stem_of(std::string_view word) {
  for (const std::string_view sign : kDivisions)
    if (word.ends_with(sign)) return {word.substr(0, word.size() - sign.size()), true, false};
  for (const std::string_view sign : kHyphens)
    if (word.ends_with(sign)) return {word.substr(0, word.size() - sign.size()), false, true};
  return {word};
}

bool all_capitals(std::string_view word) {
  bool capital = false;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    capital = capital || (c >= 'A' && c <= 'Z');
  }
  return capital && !is_small(last_character(word));
}

/// The first letter, past quotation marks and the like.
char32_t first_letter(std::string_view word) { return first_character(strip_punctuation(word)); }

std::string lower_compound(std::string_view stem, std::string_view second) {
  return lower(strip_punctuation(std::string(stem) + "-" + std::string(second)));
}

/// SUBS_CONTENT, with what stands around the parts and it may leave out: a quotation mark before, a full stop behind.
std::string with_punctuation(std::string_view whole, std::string_view first, std::string_view second) {
  const std::string_view bare_first = strip_punctuation(first), bare_second = strip_punctuation(second);
  std::string out;
  if (strip_punctuation(whole) == whole) {
    if (!bare_first.empty()) out += first.substr(0, static_cast<std::size_t>(bare_first.data() - first.data()));
    out += whole;
    if (!bare_second.empty()) out += second.substr(static_cast<std::size_t>(bare_second.data() - second.data()) + bare_second.size());
    return out;
  }
  return std::string(whole);
}

std::string marked(const AltoFile& file, const AltoWord& first, std::string_view stem, std::string_view second, std::string_view whole) {
  if (whole.empty()) whole = file.whole(first);
  std::string joined = std::string(stem) + std::string(second);
  // Some programs write the same part, or nothing of use, into SUBS_CONTENT.
  const bool usable = whole.size() > stem.size() && whole.size() > strip_punctuation(second).size() && whole.find(' ') == whole.npos;
  if (!usable || joined.find(whole) != joined.npos) return joined;
  return with_punctuation(whole, stem, second);
}

}  // namespace

std::optional<std::string> rejoined(const AltoFile& file, const AltoWord& first, const AltoFile& second_file, const AltoWord& second) {
  const Stem stem = stem_of(file.content(first));
  const std::string_view rest = second_file.content(second);
  if (first.first_part && second.second_part) return marked(file, first, stem.text, rest, second_file.whole(second));
  if (first.first_part || second.second_part) return std::nullopt;
  const bool division = stem.division || (file.lines[first.line].hyphen && file.lines[first.line].end > 0 &&
                                          &file.words[file.lines[first.line].end - 1] == &first);
  if (!division && !stem.hyphen) return std::nullopt;
  const char32_t before = last_character(stem.text), after = first_letter(rest);
  if (stem.text.empty() || !is_letter(before) || !is_letter(after)) return std::nullopt;
  const bool capitals = all_capitals(stem.text) && all_capitals(strip_punctuation(rest)) && length(strip_punctuation(rest)) > 1;
  const bool compound = (is_capital(after) && !capitals) || file.compounds.contains(lower_compound(stem.text, rest)) ||
                        second_file.compounds.contains(lower_compound(stem.text, rest));
  if (compound) return std::string(stem.text) + "-" + std::string(rest);
  return std::string(stem.text) + std::string(rest);
}

std::string alone(const AltoFile& file, const AltoWord& word) {
  const Stem stem = stem_of(file.content(word));
  const std::string_view whole = file.whole(word);
  if (word.first_part && whole.size() > stem.text.size() && whole.find(' ') == whole.npos) return std::string(whole);
  return std::string(stem.division && !stem.text.empty() ? stem.text : file.content(word));
}

}  // namespace backfile::readers
