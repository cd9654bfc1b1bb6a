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

// The token that `at` lies inside of, or null.
const analysis::Token* token_around(std::uint32_t at, const std::vector<analysis::Token>& tokens) {
  auto after = std::upper_bound(tokens.begin(), tokens.end(), at, [](std::uint32_t x, const auto& token) { return x <= token.byte_begin; });
  if (after == tokens.begin()) return nullptr;
  const auto& token = *(after - 1);
  return token.byte_begin < at && at < token.byte_end ? &token : nullptr;
}

}  // namespace

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

std::uint32_t cut_end(std::string_view text, std::uint32_t at, std::uint32_t bound, const std::vector<analysis::Token>& tokens) {
  const auto trimmed = [&](std::uint32_t end) {
    while (end > bound && is_space(text[end - 1])) --end;
    return end;
  };
  if (at >= text.size() || is_space(text[at])) return trimmed(at);
  const auto nearest = back(text, at, kLongWord, bound);
  for (auto i = at; i > nearest; --i) {
    if (is_space(text[i - 1])) return trimmed(i - 1);
  }
  if (const auto* token = token_around(at, tokens)) {
    if (token->byte_begin > bound) at = token->byte_begin;
  }
  while (at > bound && inside_character(text, at)) --at;
  return trimmed(at);
}

std::uint32_t cut_begin(std::string_view text, std::uint32_t at, std::uint32_t bound, const std::vector<analysis::Token>& tokens) {
  const auto trimmed = [&](std::uint32_t begin) {
    while (begin < bound && is_space(text[begin])) ++begin;
    return begin;
  };
  if (at == 0 || is_space(text[at - 1])) return trimmed(at);
  const auto farthest = forward(text, at, kLongWord, bound);
  for (auto i = at; i < farthest; ++i) {
    if (is_space(text[i])) return trimmed(i);
  }
  if (const auto* token = token_around(at, tokens)) {
    if (token->byte_end < bound) at = token->byte_end;
  }
  while (at < bound && inside_character(text, at)) ++at;
  return trimmed(at);
}

}  // namespace backfile::search
