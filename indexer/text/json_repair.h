// Mistakes that programs make when they write JSON, put right so that the record need not be refused.
#pragma once
#include <string>
#include <string_view>

namespace backfile::text {

/// NaN and Infinity (Python, pandas) become null; a comma before a closing bracket goes; control characters in strings become spaces;
/// escapes that are half of a surrogate pair (a text cut in the middle of an emoji) become \ufffd. Everything else stays as it is. text:
/// valid UTF-8.
std::string repaired_json(std::string_view text);

}  // namespace backfile::text
