// What single characters mean in a query: spaces, quotation marks, parentheses, signs, and everything else, which makes words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace backfile::query {

enum class CharClass {
  word,
  space,  // also control characters, zero-width space, and the full-width comma and stops 、。，
  open,
  close,         // ( ) and their full-width forms
  double_quote,  // " “ ” „ ‟ ＂: any opens, any closes, so that „German“ and ”Swedish” and half-corrected "pairs” work
  angle_quote,   // « »: in either direction
  corner_open,
  corner_close,  // 「 」 『 』
  minus,
  plus,  // - + and their full-width forms; signs only where a word may begin
};

struct Character {
  char32_t code;
  CharClass kind;
};

/// Decodes and classifies. Bytes that are not UTF-8 become U+FFFD; marks of writing direction are left out; a quotation mark between two
/// Hebrew letters (צה"ל) belongs to its word.
std::vector<Character> characters(std::string_view text);

/// UTF-8 of characters[begin, end).
std::string utf8(const std::vector<Character>& characters, std::size_t begin, std::size_t end);

/// Valid UTF-8 on one line: invalid bytes become U+FFFD; control characters, NUL among them, become spaces; the ends are trimmed.
std::string clean_text(std::string_view text);

/// Whether there is a letter of any script.
bool has_letters(std::string_view text);

/// The text in quotation marks, for a message; of a long one only the beginning.
std::string quoted(std::string_view text);

}  // namespace backfile::query
