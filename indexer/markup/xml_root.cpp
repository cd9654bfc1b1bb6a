// A look at the start tag of the root, without a parser: it must be quick and never wrong about what is no XML.
#include <algorithm>
#include <cctype>

#include "indexer/markup/html_charset.h"
#include "indexer/markup/xml.h"
#include "indexer/text/charset.h"

namespace backfile::markup {
namespace {

constexpr std::size_t kMaxTag = 16 * 1024;

/// Over white space, comments, instructions and the document type. npos where no start tag comes.
std::size_t root_begin(std::string_view text) {
  for (std::size_t at = 0;;) {
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == text.npos || text[at] != '<') return text.npos;
    const std::string_view rest = text.substr(at);
    std::string_view end;
    if (rest.starts_with("<!--"))
      end = "-->";
    else if (rest.starts_with("<?"))
      end = "?>";
    else if (rest.starts_with("<!"))
      end = ">";
    else
      return at;
    // An internal subset holds '>': its end is "]" and then ">".
    std::size_t from = at + 2;
    if (end == ">") {
      const std::size_t bracket = rest.find('['), close = rest.find('>');
      if (bracket < close) from = std::min(text.find(']', at), text.size());
    }
    const std::size_t found = text.find(end, from);
    if (found == text.npos) return text.npos;
    at = found + end.size();
  }
}

/// The value of an attribute in a start tag as written; empty where it has none.
std::string attribute_in(std::string_view tag, std::string_view name) {
  for (auto at = tag.find(name); at != tag.npos; at = tag.find(name, at + 1)) {
    const bool whole = at > 0 && std::isspace(static_cast<unsigned char>(tag[at - 1])) != 0;
    std::size_t from = at + name.size();
    while (from < tag.size() && std::isspace(static_cast<unsigned char>(tag[from])) != 0) ++from;
    if (!whole || from >= tag.size() || tag[from] != '=') continue;
    from = tag.find_first_of("\"'", from);
    if (from == tag.npos) return {};
    const auto end = tag.find(tag[from], from + 1);
    return end == tag.npos ? std::string() : std::string(tag.substr(from + 1, end - from - 1));
  }
  return {};
}

}  // namespace

XmlRoot xml_root(std::string_view head) {
  XmlRoot root;
  const std::string text = text::to_utf8(head, charset_in_html(head)).text;
  const std::size_t begin = root_begin(text);
  if (begin == std::string::npos) return root;
  std::size_t end = begin + 1;
  const auto in_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.' || c == ':' || (c & 0x80) != 0;
  };
  while (end < text.size() && in_name(text[end])) ++end;
  const std::string whole = text.substr(begin + 1, end - begin - 1);
  if (whole.empty() || std::isdigit(static_cast<unsigned char>(whole[0])) != 0) return root;
  const std::size_t colon = whole.find(':');
  root.prefix = colon == std::string::npos ? std::string() : whole.substr(0, colon);
  root.name = colon == std::string::npos ? whole : whole.substr(colon + 1);
  root.tag = text.substr(begin, std::min(std::min(text.find('>', end), text.size()) + 1 - begin, kMaxTag));
  root.space = attribute_in(root.tag, root.prefix.empty() ? "xmlns" : "xmlns:" + root.prefix);
  return root;
}

}  // namespace backfile::markup
