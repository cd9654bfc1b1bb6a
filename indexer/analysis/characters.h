// What a character means to word cutting: one class a code point, from ICU's properties and a few decisions of our own.
//
//   letter      L*, Nl. Modifier letters that stand for an apostrophe are not letters.
//   digit       Nd of any script, and subscript digits (CO₂). Superscripts, fractions and circled numbers separate: footnote marks.
//   mark        M*: continues a word, never begins one.
//   ignorable   soft hyphen, zero-width and direction characters, Armenian stress and question marks: vanish inside a word.
//   dictionary  letters of scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese): ICU's dictionaries cut these. And Hangul,
//               which ICU leaves whole but parts from other letters: NATO의 is "nato" and its particle.
//   connectors  apostrophe, dot, comma, ampersand, middle_dot, quote: join only between word characters, see words.h.
//   separator   everything else: spaces, hyphens and dashes, underscore, slash, @, emoji, invalid bytes.
#pragma once
#include <unicode/utf8.h>
#include <array>
#include <cstdint>
#include <string_view>

namespace backfile::analysis {

enum class CharClass : std::uint8_t {
  separator,
  letter,
  digit,
  mark,
  ignorable,
  dictionary,
  apostrophe,
  dot,
  comma,
  ampersand,
  middle_dot,
  quote,  // only between Hebrew letters: צה"ל
};

/// Classes of the Basic Multilingual Plane, indexed by code point. Built once (about 2 ms), thread-safe.
const std::array<CharClass, 65536>& bmp_classes();

/// Asks ICU: for characters above the BMP, and to build the table.
CharClass classify(UChar32 character);

inline CharClass class_of(const std::array<CharClass, 65536>& bmp, UChar32 character) {
  if (character < 0) return CharClass::separator;
  return character < 65536 ? bmp[static_cast<std::size_t>(character)] : classify(character);
}

/// Decodes the code point at `at` and moves `at` behind it; negative for an invalid byte. at < text.size().
inline UChar32 next_character(std::string_view text, std::size_t& at) {
  UChar32 character = 0;
  auto index = static_cast<std::int64_t>(at);
  const auto length = static_cast<std::int64_t>(text.size());
  U8_NEXT(text.data(), index, length, character);
  at = static_cast<std::size_t>(index);
  return character;
}

}  // namespace backfile::analysis
