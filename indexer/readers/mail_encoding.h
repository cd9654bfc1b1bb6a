// How mail carries bytes in ASCII: base64, quoted-printable, encoded words.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

/// What is not of the alphabet is passed over; decoding ends at padding.
std::string decode_base64(std::string_view text);

/// header: the Q form of RFC 2047, in which '_' is a space. Broken escapes stay as they are.
std::string decode_quoted_printable(std::string_view text, bool header = false);

/// A header's value, with its encoded words (`=?utf-8?Q?caf=C3=A9?=`) and its raw bytes in UTF-8, as one clean line.
std::string decode_header(std::string_view value);

}  // namespace backfile::readers
