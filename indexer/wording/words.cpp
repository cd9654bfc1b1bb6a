// ICU where the script matters, plain bytes elsewhere.
#include "indexer/wording/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace backfile::wording {

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t at = line.find_first_not_of(" \t"); at != line.npos;) {
    const auto end = std::min(line.find_first_of(" \t", at), line.size());
    parts.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(" \t", end);
  }
  return parts;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    c = c < 0 ? 0xFFFD : u_tolower(c);
    std::uint8_t encoded[4];
    std::int32_t n = 0;
    U8_APPEND_UNSAFE(encoded, n, c);
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(n));
  }
  return out;
}

std::string_view strip_punctuation(std::string_view word) {
  constexpr std::string_view kMarks = ".,;:!?\"'()[]<>|*";
  const auto begin = word.find_first_not_of(kMarks);
  if (begin == word.npos) return {};
  return word.substr(begin, word.find_last_not_of(kMarks) - begin + 1);
}

bool begins_with_capital(std::string_view word) {
  const auto c = static_cast<UChar32>(first_character(strip_punctuation(word)));
  return u_isalpha(c) && !u_islower(c);
}

bool begins_with_small_letter(std::string_view word) { return u_islower(static_cast<UChar32>(first_character(word))); }

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

char32_t first_character(std::string_view text) {
  if (text.empty()) return 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int32_t i = 0;
  UChar32 c;
  U8_NEXT(bytes, i, static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4)), c);
  return c < 0 ? 0xFFFD : static_cast<char32_t>(c);
}

char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t begin = text.size() - 1;
  while (begin > 0 && text.size() - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return first_character(text.substr(begin));
}

bool is_unspaced(char32_t c) {
  return (c >= 0x2E80 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool ends_like_a_sentence(std::string_view line) {
  static constexpr std::u32string_view kEnds = U".!?…。！？؟।።";
  static constexpr std::u32string_view kBehind = U"\"'”’»«）)」』]";
  while (!line.empty()) {
    const char32_t last = last_character(line);
    if (kEnds.find(last) != kEnds.npos) return true;
    if (kBehind.find(last) == kBehind.npos) return false;
    std::size_t begin = line.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(line[begin]) & 0xC0) == 0x80) --begin;
    line = line.substr(0, begin);
  }
  return false;
}

}  // namespace backfile::wording
