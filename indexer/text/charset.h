// Bytes in any encoding to UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace backfile::text {

struct Decoded {
  std::string text;     // valid UTF-8, no BOM, no NUL, line ends as \n
  std::string charset;  // what it was taken for: "UTF-8", "UTF-16LE", "windows-1252", "Shift_JIS", …
  bool lossy = false;   // some bytes could not be converted and became U+FFFD
};

/// Order: BOM; the declared charset (may be empty, or wrong: then it is ignored); valid UTF-8; UTF-16 without a BOM; ICU's detector, with
/// Windows-1252 for what it is unsure of. ISO-8859-1 is read as Windows-1252, as browsers do.
Decoded to_utf8(std::string_view bytes, std::string_view declared = {});

/// True where all of `text` is well-formed UTF-8.
bool is_utf8(std::string_view text);

/// The same text without control characters (newline kept, tab to space, CR and form feed to newline), invalid bytes as U+FFFD. U+0080 to
/// U+009F are read as Windows-1252, which they are nearly always remains of ("don\u0092t"). Clean text is returned without a copy. For
/// values from JSON and the like.
std::string clean(std::string text);

/// Whitespace runs (Unicode, no-break and ideographic spaces too) to one space, ends trimmed.
std::string one_line(std::string_view text);

/// Paragraphs: line ends normalised, spaces at line ends cut, runs of blank lines to one, outer blank lines cut.
std::string paragraphs(std::string_view text);

}  // namespace backfile::text
