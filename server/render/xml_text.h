// Text inside of XML.
#pragma once
#include <string>
#include <string_view>

namespace backfile::render {

/// For elements and for attributes in double quotes. UTF-8 in and out; control characters and U+FFFE, U+FFFF are left out (XML 1.0, 2.2).
std::string xml_text(std::string_view text);

}  // namespace backfile::render
