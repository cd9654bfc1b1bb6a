// Walking over UTF-8 by hand, where ICU's macros would hide what happens to broken bytes.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::text {

/// Whether `second` may follow `lead`, which announces two bytes or more: keeps out overlong forms, surrogates, and what
/// is over U+10FFFF (Unicode, table 3-7).
constexpr bool may_follow(unsigned char lead, unsigned char second) {
  if ((second & 0xC0) != 0x80) return false;
  switch (lead) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second <= 0x9F;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second <= 0x8F;
    default:
      return true;
  }
}

/// The length of the character that begins at `at` (1 to 4), or 0 where the bytes there are not well-formed. at < text.size().
inline std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto is_trail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  const std::size_t left = text.size() - at;
  if (lead < 0x80) return 1;
  if (lead >= 0xE0 && lead < 0xF0) return left >= 3 && may_follow(lead, byte(1)) && is_trail(2) ? 3 : 0;
  if (lead >= 0xC2 && lead < 0xE0) return left >= 2 && is_trail(1) ? 2 : 0;
  return lead >= 0xF0 && lead <= 0xF4 && left >= 4 && may_follow(lead, byte(1)) && is_trail(2) && is_trail(3) ? 4 : 0;
}

/// How many bytes at `at`, which begin no character, one replacement character stands for (1 to 3): the longest beginning of a
/// character, as the Unicode Standard recommends (chapter 3.9, "maximal subpart").
std::size_t broken_length(std::string_view text, std::size_t at);

/// The first position from `at` on with a byte above 0x7F, or text.size().
std::size_t skip_ascii(std::string_view text, std::size_t at);

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace backfile::text
