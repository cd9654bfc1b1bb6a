// ISO 6937, the code of teletext and of news agencies: accents are bytes of their own before their letters. ICU has no converter for it.
#pragma once
#include <string>
#include <string_view>

namespace backfile::text {

/// True where every byte from 0xC0 up is an accent before a letter that bears it, or one of the code's own letters, and at least one accent
/// is there. Latin-1's text in any language fails this soon, for its small accented letters lie above.
bool is_iso6937(std::string_view bytes);

/// To UTF-8, composed (NFC). Bytes that the code does not have are left out.
std::string from_iso6937(std::string_view bytes);

}  // namespace backfile::text
