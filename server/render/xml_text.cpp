#include "server/render/xml_text.h"

namespace backfile::render {

std::string xml_text(std::string_view text) {
  constexpr std::string_view kNoCharacter = "\xef\xbf";  // U+FFFE and U+FFFF begin so, and end with BE or BF
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else if (text.substr(i, 2) == kNoCharacter && i + 2 < text.size() && (text[i + 2] == '\xbe' || text[i + 2] == '\xbf'))
      i += 2;
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      escaped += c;
  }
  return escaped;
}

}  // namespace backfile::render
