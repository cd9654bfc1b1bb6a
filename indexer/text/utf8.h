// Walking over UTF-8 by hand, where ICU's macros would hide what happens to broken bytes.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::text {

/// The length of the character that begins at `at` (1 to 4), or 0 where the bytes there are not well-formed. at < text.size().
std::size_t character_length(std::string_view text, std::size_t at);

/// How many bytes at `at`, which begin no character, one replacement character stands for (1 to 3): the longest beginning of a
/// character, as the Unicode Standard recommends (chapter 3.9, "maximal subpart").
std::size_t broken_length(std::string_view text, std::size_t at);

/// The first position from `at` on with a byte above 0x7F, or text.size().
std::size_t skip_ascii(std::string_view text, std::size_t at);

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace backfile::text
