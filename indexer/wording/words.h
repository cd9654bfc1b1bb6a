// Words, letter case and length as the text reader's rules need them. Not the analyzer: these decide what a line is, never what is found.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::wording {

/// Pieces between spaces. Views into `line`.
std::vector<std::string_view> words(std::string_view line);

/// Lower case of any script.
std::string lower(std::string_view text);

/// Without ASCII punctuation at both ends.
std::string_view strip_punctuation(std::string_view word);

/// True also for letters that have no case, as in Chinese and Arabic.
bool begins_with_capital(std::string_view word);

/// False for digits and marks, and for letters that have no case.
bool begins_with_small_letter(std::string_view word);

/// Code points.
std::size_t length(std::string_view text);

/// The first and the last code point; 0 for an empty text.
char32_t first_character(std::string_view text);
char32_t last_character(std::string_view text);

/// Scripts that put no space between words: Chinese characters, kana, their punctuation and full-width forms. Not Hangul.
bool is_unspaced(char32_t c);

/// Ends as a sentence does: with a full stop, question or exclamation mark of any script, quotation marks behind it allowed.
bool ends_like_a_sentence(std::string_view line);

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace backfile::wording
