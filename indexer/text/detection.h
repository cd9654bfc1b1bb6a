// Guessing the encoding of bytes that nothing else identifies.
#pragma once
#include <string_view>

#include "indexer/text/charset_names.h"

namespace backfile::text {

/// UTF-16 or UTF-32 without a byte order mark: a charset, or null.
const Charset* detect_wide(std::string_view bytes);

/// Shift_JIS, EUC-JP, GB18030, Big5 or EUC-KR by their byte structure and their frequent characters; null for anything else.
const Charset* detect_double_byte(std::string_view bytes);

/// An encoding of one byte a character: Windows-1252 where nothing speaks clearly for another. Never null. Thread-safe.
const Charset& detect_single_byte(std::string_view bytes);

/// True where most of the characters above ASCII are well-formed UTF-8: a damaged UTF-8 text rather than another encoding.
bool is_mostly_utf8(std::string_view bytes);

}  // namespace backfile::text
