// Building HTML.
#include "server/web/html.h"

#include <algorithm>

namespace backfile::web {
namespace {

constexpr std::string_view kVoid[] = {"br", "hr", "img", "input", "link", "meta", "wbr"};

/// For text and for attributes in double quotes alike. Control characters that HTML does not allow become spaces.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
}

}  // namespace

Html::Html(std::string_view text) { append_escaped(markup_, text); }

Html Html::markup(std::string markup) {
  Html html;
  html.markup_ = std::move(markup);
  return html;
}

Html element(std::string_view name, Attributes attributes, std::initializer_list<Html> children) {
  std::size_t size = 2 * name.size() + 8;
  for (const Html& child : children) size += child.str().size();
  std::string out;
  out.reserve(size);
  (out += '<') += name;
  for (const Attribute& attribute : attributes) {
    if (!attribute.present) continue;
    (out += ' ') += attribute.name;
    out += "=\"";
    append_escaped(out, attribute.value);
    out += '"';
  }
  out += '>';
  for (const Html& child : children) out += child.str();
  if (std::find(std::begin(kVoid), std::end(kVoid), name) == std::end(kVoid)) ((out += "</") += name) += '>';
  return Html::markup(std::move(out));
}

std::string web_address(std::string_view url) {
  const auto begins = [&](std::string_view scheme) {
    return url.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(), [](char lower, char c) {
             return lower == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c);
           });
  };
  const bool clean = std::all_of(url.begin(), url.end(), [](unsigned char c) { return c > 0x20 && c != 0x7f; });
  return clean && (begins("http://") || begins("https://")) ? std::string(url) : std::string();
}

std::string_view host_of(std::string_view web_address) {
  std::string_view host = web_address.substr(std::min(web_address.size(), web_address.find("//") + 2));
  host = host.substr(0, host.find_first_of("/?#\\"));
  return host.substr(host.rfind('@') + 1);
}

}  // namespace backfile::web
