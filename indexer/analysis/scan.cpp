// The scanner: a tight loop over ASCII letters and digits, and one step a character for all else.
#include "indexer/analysis/scan.h"

namespace backfile::analysis {
namespace {

bool is_ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }

bool is_hebrew_letter(UChar32 c) { return c >= 0x05D0 && c <= 0x05EA; }

bool in_word(CharClass kind) { return kind == CharClass::letter || kind == CharClass::digit; }

}  // namespace

struct Scanner::State {
  std::size_t begin = 0;
  std::size_t at = 0;                     // next byte to look at
  std::size_t end = 0;                    // behind the last word character
  std::uint32_t piece = 0;                // letters and digits since the last connector
  CharClass last = CharClass::separator;  // class of the last letter or digit
  UChar32 last_character = 0;             // itself, where it was not ASCII
};

Scanner::Scanner() : bmp_(bmp_classes()) {}

std::size_t Scanner::word_end(std::string_view text, std::size_t at) const {
  State state;
  state.begin = state.at = state.end = at;
  do {
    const std::size_t start = state.at;
    while (state.at < text.size() && is_ascii_word(static_cast<unsigned char>(text[state.at]))) ++state.at;
    if (state.at > start) {
      state.end = state.at;
      state.piece += static_cast<std::uint32_t>(state.at - start);
      state.last = is_ascii_digit(static_cast<unsigned char>(text[state.at - 1])) ? CharClass::digit : CharClass::letter;
      state.last_character = 0;
    }
  } while (state.at < text.size() && extend(text, state));
  return state.end - at == 2 && text[at] == 'U' && spaced_us(text, at) ? at + kSpacedUs.size() : state.end;
}

bool Scanner::spaced_us(std::string_view text, std::size_t at) const {
  if (text.substr(at, kSpacedUs.size()) != kSpacedUs) return false;
  const std::size_t behind = at + kSpacedUs.size();
  return behind == text.size() || !in_word(class_at(text, behind));
}

// One character that is no ASCII letter or digit. False: the word is over.
bool Scanner::extend(std::string_view text, State& state) const {
  if (text[state.at] == ' ') return false;
  std::size_t behind = state.at;
  const UChar32 c = next_character(text, behind);
  const CharClass kind = class_of(bmp_, c);
  switch (kind) {
    case CharClass::letter:
    case CharClass::digit:
      ++state.piece;
      state.last = kind;
      state.last_character = c;
      [[fallthrough]];
    case CharClass::mark:
      state.at = state.end = behind;
      return true;
    case CharClass::ignorable:
      state.at = behind;
      return true;
    case CharClass::dictionary:
      return false;
    default:
      return connect(text, state, c, kind, behind);
  }
}

// A character that may join what stands on both sides. `behind`: the byte after it.
bool Scanner::connect(std::string_view text, State& state, UChar32 connector, CharClass kind, std::size_t behind) const {
  if (kind == CharClass::separator) {
    const bool sharp = connector == '#';
    const bool plus = connector == '+' && behind < text.size() && text[behind] == '+';
    if (state.piece == 1 && state.last == CharClass::letter && (sharp || plus)) {
      const std::size_t tail = plus ? behind + 1 : behind;
      if (tail >= text.size() || !in_word(class_at(text, tail))) state.end = tail;
    }
    return false;
  }
  if (state.end - state.begin > kMaxJoinedBytes) return false;
  std::size_t next = behind;
  const UChar32 following = behind < text.size() ? next_character(text, next) : -1;
  const CharClass next_kind = class_of(bmp_, following);
  bool joins = in_word(next_kind);
  if (kind == CharClass::comma) joins = state.last == CharClass::digit && next_kind == CharClass::digit;
  if (kind == CharClass::quote) joins = is_hebrew_letter(state.last_character) && is_hebrew_letter(following);
  if (joins) {
    state.at = behind;
    state.piece = 0;
    return true;
  }
  if (kind != CharClass::dot || state.piece != 1 || state.last != CharClass::letter || connector != '.') return false;
  state.at = state.end = behind;  // an initial's or an acronym's dot; "U.S.’s" goes on behind it
  if (next_kind != CharClass::apostrophe || next >= text.size() || class_at(text, next) != CharClass::letter) return false;
  state.at = next;
  state.piece = 0;
  return true;
}

std::size_t Scanner::run_end(std::string_view text, std::size_t at) const {
  const std::size_t limit = at + kMaxRunBytes;
  std::size_t end = at;
  while (at < text.size() && at < limit) {
    const CharClass kind = class_of(bmp_, next_character(text, at));
    if (kind == CharClass::dictionary || kind == CharClass::mark) {
      end = at;
    } else if (kind != CharClass::ignorable) {
      break;
    }
  }
  return end;
}

bool blank_line_follows(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\n') return true;
    if (text[at] != ' ' && text[at] != '\t' && text[at] != '\r') return false;
  }
  return false;
}

}  // namespace backfile::analysis
