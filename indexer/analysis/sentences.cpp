// sentence_breaks.h proposes boundaries, paragraph by paragraph; abbreviations.h takes some of them back.
#include "indexer/analysis/sentences.h"

#include <unicode/uchar.h>
#include <algorithm>

#include "indexer/analysis/abbreviations.h"
#include "indexer/analysis/characters.h"
#include "indexer/analysis/scan.h"
#include "indexer/analysis/sentence_breaks.h"

namespace backfile::analysis {
namespace {

bool is_space(UChar32 c) { return c >= 0 && u_isUWhiteSpace(c); }

// Quotation marks and brackets may stand between a full stop and the boundary, or in front of a word.
bool is_bracket(UChar32 c) {
  return c == '"' || c == '\'' || (c >= 0 && (U_GET_GC_MASK(c) & (U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK)));
}

std::size_t previous(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

UChar32 character_at(std::string_view text, std::size_t at) { return next_character(text, at); }

// The end of text[begin, end) without what `drop` names at its end.
template <class Drop>
std::size_t trimmed(std::string_view text, std::size_t begin, std::size_t end, Drop drop) {
  while (end > begin) {
    const std::size_t before = previous(text, end);
    if (!drop(character_at(text, before))) break;
    end = before;
  }
  return end;
}

// What stands before a full stop at `stop`, back to a space or bracket; at most 17 bytes, which is longer than any abbreviation.
std::string_view word_before(std::string_view text, std::size_t begin, std::size_t stop) {
  constexpr std::size_t kEnough = 17;
  std::size_t from = stop;
  while (from > begin && stop - from < kEnough) {
    const std::size_t before = previous(text, from);
    const UChar32 c = character_at(text, before);
    if (is_space(c) || is_bracket(c) || c == '-' || (c >= 0x2010 && c <= 0x2015)) break;
    from = before;
  }
  return text.substr(from, stop - from);
}

std::string_view word_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kEnough = 17;
  while (at < text.size() && is_bracket(character_at(text, at))) next_character(text, at);
  std::size_t end = at;
  while (end < text.size() && end - at < kEnough) {
    const UChar32 c = character_at(text, end);
    if (c < 0 || !u_isalnum(c)) break;
    next_character(text, end);
  }
  return text.substr(at, end - at);
}

bool all_digits(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether the sentence begun at `begin` goes on over the boundary that ICU proposes at `boundary`.
bool goes_on(std::string_view text, std::size_t begin, std::size_t boundary, std::string_view language) {
  if (boundary >= text.size()) return false;
  const std::size_t spaceless = trimmed(text, begin, boundary, is_space);
  const std::size_t end = trimmed(text, begin, spaceless, is_bracket);
  const UChar32 first = character_at(text, boundary);
  if (end < spaceless && first >= 0 && u_islower(first)) return true;  // “Why?” he asked.
  if (end <= begin || text[end - 1] != '.') return false;
  const std::string_view word = word_before(text, begin, end - 1);
  const std::string_view next = word_at(text, boundary);
  const bool digit_follows = !next.empty() && next[0] >= '0' && next[0] <= '9';
  if (!word.empty() && word.size() <= 2 && all_digits(word) && !digit_follows) return writes_ordinals_with_stop(language);
  switch (stop_after(word)) {
    case Stop::never:
      return end == spaceless;
    case Stop::before_digit:
      return digit_follows;
    case Stop::may_end: {
      const auto behind = static_cast<std::size_t>(next.data() + next.size() - text.data());
      const bool abbreviated = behind < text.size() && text[behind] == '.' && next.size() == 1;
      return end == spaceless && (abbreviated || !opens_sentences(next));
    }
    case Stop::ends:
      break;
  }
  return false;
}

void add(std::string_view text, std::size_t begin, std::size_t end, std::vector<Span>& out) {
  end = trimmed(text, begin, end, is_space);
  while (begin < end && is_space(character_at(text, begin))) next_character(text, begin);
  if (begin < end) out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

// Single newlines are no boundaries.
void split(std::string_view whole, std::size_t begin, std::size_t end, std::string_view language, std::vector<Span>& out) {
  const std::string_view here = whole.substr(0, end);
  std::size_t from = begin;
  for (std::size_t at = begin; at < end;) {
    at = begin + next_sentence_break(here.substr(begin), at - begin);
    if (goes_on(here, from, at, language)) continue;
    add(whole, from, at, out);
    from = at;
  }
  add(whole, from, end, out);
}

}  // namespace

std::vector<Span> sentences(std::string_view text, std::string_view language) {
  std::vector<Span> result;
  const std::string_view base = language.substr(0, language.find('-'));
  std::size_t begin = 0;
  for (std::size_t at = text.find('\n'); at < text.size(); at = text.find('\n', at + 1)) {
    if (!blank_line_follows(text, at)) continue;
    if (at > begin) split(text, begin, at, base, result);
    begin = at;
  }
  if (begin < text.size()) split(text, begin, text.size(), base, result);
  return result;
}

}  // namespace backfile::analysis
