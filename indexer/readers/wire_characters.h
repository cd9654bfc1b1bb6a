// What wires write for characters that their code does not have, and the control characters that frame a message.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

inline constexpr char kSoh = 0x01, kStx = 0x02, kEtx = 0x03, kEot = 0x04, kSyn = 0x16;

/// Bytes of a wire to UTF-8, control characters kept: ASCII and UTF-8 as they are, else by their look one of Latin-1/Windows-1252, a DOS
/// code page (437, 850), or ISO 6937 with its accents before the letters. Line ends as \n.
std::string wire_to_utf8(std::string_view bytes);

/// ``quoted'' to "quoted", ` _ ` to a dash, and AP's { for a half where the text has no }.
std::string without_typing(std::string text);

}  // namespace backfile::readers
