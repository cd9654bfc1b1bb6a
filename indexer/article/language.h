// Language tags: canonical BCP 47, and the base language that stems, filters and the analyzer go by.
#pragma once
#include <string>
#include <string_view>

namespace backfile::article {

/// Canonical tag: `fra`, `fre`, `French`, `FR` become `fr`; `en_us` becomes `en-US`; three-letter codes without a two-letter
/// form stay (`hau` is `ha`, `pcm` stays). Empty for what is no language tag or name.
std::string canonical_language(std::string_view tag);

/// The part before the first hyphen: `fr` of `fr-CA`.
std::string_view base_language(std::string_view canonical);

/// The language of a text by CLD2, canonical; empty where CLD2 is not sure. Looks at 4 KB of `body` at most. Thread-safe.
std::string detect_language(std::string_view title, std::string_view body);

}  // namespace backfile::article
