// Scanning: where a written word begins and ends in running text. What terms it holds is for words.h.
//
// A written word is a run of letters, digits, marks and ignorable characters. It reaches over one connector where word characters stand on
// both sides: an apostrophe, dot, middle dot anywhere; a comma between digits; an ampersand; a quotation mark between Hebrew letters.
// It takes in the dot behind a single letter (U.S. and the initial J.), and "++" or "#" behind one (C++, C#).
// Everything else separates: hyphens and dashes (COVID-19 is two words that a phrase joins), underscore, slash, colon, @ and # in front.
// Dots, colons and slashes are no more than separators in host names and addresses too: a typed "example.com" becomes a phrase.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "indexer/analysis/characters.h"

namespace backfile::analysis {

class Scanner {
 public:
  Scanner();

  CharClass class_of_character(UChar32 character) const { return class_of(bmp_, character); }

  /// The end of the written word that begins with the letter or digit at `at`.
  std::size_t word_end(std::string_view text, std::size_t at) const;

  /// The end of the run of dictionary characters that begins at `at`; at most kMaxRunBytes long, so that ICU's dictionaries stay cheap.
  std::size_t run_end(std::string_view text, std::size_t at) const;

  static constexpr std::size_t kMaxRunBytes = 6000;

  /// A written word longer than this reaches over no further connector: text such as "1,1,1,…" stays cheap.
  static constexpr std::size_t kMaxJoinedBytes = 512;

 private:
  struct State;
  CharClass class_at(std::string_view text, std::size_t at) const { return class_of(bmp_, next_character(text, at)); }
  bool extend(std::string_view text, State& state) const;
  bool connect(std::string_view text, State& state, UChar32 connector, CharClass kind, std::size_t behind) const;
  bool spaced_us(std::string_view text, std::size_t at) const;
  const std::array<CharClass, 65536>& bmp_;
};

/// The acronym as older newspapers set it: one written word.
inline constexpr std::string_view kSpacedUs = "U. S.";

/// ASCII letters and digits.
inline bool is_ascii_word(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Whether the newline at `at` is followed by an empty or blank line: where a paragraph ends.
bool blank_line_follows(std::string_view text, std::size_t at);

}  // namespace backfile::analysis
