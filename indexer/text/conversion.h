// Conversion of bytes in a known encoding to UTF-8, by ICU.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/text/charset_names.h"

namespace backfile::text {

struct Converted {
  std::string text;        // valid UTF-8; U+FFFD for what could not be converted
  std::size_t errors = 0;  // how many of these there are
};

/// Nothing where ICU lacks the converter. Thread-safe.
std::optional<Converted> convert(std::string_view bytes, const Charset& charset);

/// Bytes that are meant to be UTF-8, with U+FFFD for what is broken.
Converted repair_utf8(std::string_view bytes);

}  // namespace backfile::text
