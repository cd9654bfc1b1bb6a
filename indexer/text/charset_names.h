// Names of character encodings, as documents declare them and as ICU knows them.
#pragma once
#include <string_view>

namespace backfile::text {

struct Charset {
  std::string_view name;       // the name we report, as the WHATWG Encoding Standard spells it
  std::string_view converter;  // ICU's converter
  bool single_byte;
};

/// The encoding that a declared name means on the web (ISO-8859-1 and ASCII are Windows-1252, GB2312 is GB18030, and so on). Null for an
/// unknown name. Lives for ever.
const Charset* find_charset(std::string_view declared);

}  // namespace backfile::text
