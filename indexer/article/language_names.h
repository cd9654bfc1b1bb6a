// The languages that have a two-letter code, and the other names and codes they go by.
#pragma once
#include <string_view>

namespace backfile::article {

/// The two-letter code (or, for a few, the tag) of a three-letter code of ISO 639-2/T, 639-2/B or 639-3, of a retired code, or of an
/// English or native name. `name` in lower case. Empty where it is not in the table. The view lives for ever.
std::string_view language_code(std::string_view name);

/// Whether `code` is a two-letter code in use.
bool is_two_letter_language(std::string_view code);

}  // namespace backfile::article
