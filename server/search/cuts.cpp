// White space is looked for within the length of a long word; scripts without spaces are cut between the analyzer's words.
#include "server/search/cuts.h"

#include <algorithm>

#include "indexer/analysis/characters.h"

namespace backfile::search {

namespace {

constexpr std::size_t kLongWord = 32;  // code points to look for white space in

bool continues(char c) { return (c & 0xC0) == 0x80; }

UChar32 character_at(std::string_view text, std::uint32_t at) {
  std::size_t index = at;
  return analysis::next_character(text, index);
}

std::uint32_t previous(std::string_view text, std::uint32_t at) {
  do --at;
  while (at > 0 && continues(text[at]));
  return at;
}

bool is_regional_indicator(UChar32 c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// Whether a reader sees the characters on both sides of `at` as one: marks, joiners and what they join, emoji modifiers, flags.
bool inside_character(std::string_view text, std::uint32_t at) {
  if (at == 0 || at >= text.size()) return false;
  if (continues(text[at])) return true;
  constexpr UChar32 kJoiner = 0x200D;
  const UChar32 next = character_at(text, at), before = character_at(text, previous(text, at));
  if (before == kJoiner || next == kJoiner || (next >= 0x1F3FB && next <= 0x1F3FF)) return true;
  if (next >= 0x80 && analysis::class_of(analysis::bmp_classes(), next) == analysis::CharClass::mark) return true;
  if (!is_regional_indicator(next) || !is_regional_indicator(before)) return false;
  std::size_t indicators = 0;  // a flag is two of them: odd means that `at` lies within one
  for (std::uint32_t i = at; i > 0 && indicators < 64; ++indicators) {
    i = previous(text, i);
    if (!is_regional_indicator(character_at(text, i))) break;
  }
  return indicators % 2 == 1;
}

analysis::CharClass class_at(std::string_view text, std::uint32_t at) {
  return analysis::class_of(analysis::bmp_classes(), character_at(text, at));
}

}  // namespace

// Nothing that separates is ever part of a word (the space of "U. S." is, but nobody looks for a word next to a space): what lies between
// two such characters is cut as it would be in the whole text.
std::optional<analysis::Span> Words::around(std::uint32_t at) const {
  constexpr std::uint32_t kReach = 8192;  // bytes; more than the analyzer takes at once of a script without spaces
  std::uint32_t begin = at, end = at;
  while (begin > 0 && at - begin < kReach) {
    const auto before = previous(text_, begin);
    if (class_at(text_, before) == analysis::CharClass::separator) break;
    begin = before;
  }
  while (end < text_.size() && end - at < kReach && class_at(text_, end) != analysis::CharClass::separator)
    end = forward(text_, end, 1, static_cast<std::uint32_t>(text_.size()));
  const auto& tokens = analyzer_.tokens(text_.substr(begin, end - begin), language_);
  const auto here = at - begin;
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), here, [](auto x, const auto& token) { return x <= token.byte_begin; });
  if (after == tokens.begin()) return std::nullopt;
  const auto& token = *(after - 1);
  if (token.byte_begin >= here || here >= token.byte_end) return std::nullopt;
  return analysis::Span{begin + token.byte_begin, begin + token.byte_end};
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::uint32_t back(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound) {
  for (; count > 0 && at > bound; --count) at = previous(text, at);
  return std::max(at, bound);
}

std::uint32_t forward(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound) {
  for (; count > 0 && at < bound; --count) {
    do ++at;
    while (at < text.size() && continues(text[at]));
  }
  return std::min(at, bound);
}

std::uint32_t cut_end(std::string_view text, std::uint32_t at, std::uint32_t bound, const Words& words) {
  const auto trimmed = [&](std::uint32_t end) {
    while (end > bound && is_space(text[end - 1])) --end;
    return end;
  };
  if (at >= text.size() || is_space(text[at])) return trimmed(at);
  const auto nearest = back(text, at, kLongWord, bound);
  for (auto i = at; i > nearest; --i) {
    if (is_space(text[i - 1])) return trimmed(i - 1);
  }
  if (const auto word = words.around(at); word && word->begin > bound) at = word->begin;
  while (at > bound && inside_character(text, at)) --at;
  return trimmed(at);
}

std::uint32_t cut_begin(std::string_view text, std::uint32_t at, std::uint32_t bound, const Words& words) {
  const auto trimmed = [&](std::uint32_t begin) {
    while (begin < bound && is_space(text[begin])) ++begin;
    return begin;
  };
  if (at == 0 || is_space(text[at - 1])) return trimmed(at);
  const auto farthest = forward(text, at, kLongWord, bound);
  for (auto i = at; i < farthest; ++i) {
    if (is_space(text[i])) return trimmed(i);
  }
  if (const auto word = words.around(at); word && word->end < bound) at = word->end;
  while (at < bound && inside_character(text, at)) ++at;
  return trimmed(at);
}

}  // namespace backfile::search
