// Signatures and a count of control characters.
#include "indexer/readers/looks.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

#include "indexer/readers/utf16_stream.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kBeginningBytes = 8 * 1024;  // comments of some length stand before a page's first element

/// The first characters that are not blank, in lower case, without byte order mark and without the NULs of UTF-16.
std::string beginning(std::string_view head) {
  std::string text;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (text.empty() && (byte <= 0x20 || byte >= 0xEF || byte == 0xBB || byte == 0xBF)) continue;
    if (byte != 0) text += static_cast<char>(std::tolower(byte));
    if (text.size() == kBeginningBytes) break;
  }
  return text;
}

/// What frames and sets wire text: SOH to EOT, BS, SO and SI, DLE to DC4, SYN, EM, the separators. Escape begins the shifts of ISO-2022-JP;
/// form feeds and line ends are ordinary; Ctrl-Z ends files from DOS.
bool is_control_of_text(unsigned char byte) {
  constexpr std::string_view kOfText = "\x01\x02\x03\x04\b\t\n\f\r\x0E\x0F\x10\x11\x12\x13\x14\x16\x19\x1A\x1B\x1E\x1F";
  return kOfText.find(static_cast<char>(byte)) != kOfText.npos;
}

bool is_binary(std::string_view head) {
  if (utf16_of(head) != Utf16::none) return false;
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return true;
    if (byte < 0x20 && !is_control_of_text(byte)) ++controls;
  }
  return controls > head.size() / 50 + 2;
}

/// Elements that pages and parts of pages begin with. <article> and <title> as well: XML that begins so declares itself.
bool is_html_element(std::string_view name) {
  static const std::unordered_set<std::string_view> kElements = {
      "head", "body",  "p",     "div",    "span",    "script",  "style",    "meta",   "link",       "title",    "base", "h1",     "h2",
      "h3",   "table", "ul",    "ol",     "a",       "b",       "i",        "br",     "center",     "font",     "hr",   "img",    "form",
      "main", "nav",   "aside", "header", "section", "article", "noscript", "iframe", "blockquote", "frameset", "pre",  "strong", "em"};
  return kElements.contains(name);
}

struct Opening {
  bool is_declared_xml = false, is_html_doctype = false;
  std::string_view element;  // the first one's name; empty where it is not within reach
};

/// What stands before the first element, and its name. text: in lower case, beginning with '<'.
Opening opening_of(std::string_view text) {
  Opening opening;
  while (text.starts_with('<')) {
    std::string_view end = ">";
    if (text.starts_with("<!--"))
      end = "-->";
    else if (text.starts_with("<?"))
      opening.is_declared_xml |= text.starts_with("<?xml");
    else if (text.starts_with("<!doctype"))
      opening.is_html_doctype |= text.substr(9, 40).find("html") != text.npos;
    else if (!text.starts_with("<!")) {
      opening.element = text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
      return opening;
    }
    const auto found = text.find(end);
    if (found == text.npos) return opening;
    text.remove_prefix(found + end.size());
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  }
  return opening;
}

}  // namespace

std::string looks_like(std::string_view head) {
  const std::string first = beginning(head);
  if (first.starts_with("%pdf-")) return "PDF";
  if (first.starts_with("{\\rtf")) return "RTF";
  // Before the count of controls: pages with a few NULs in them are pages to every browser.
  if (first.starts_with("<!doctype html") || first.starts_with("<html")) return "HTML";
  if (is_binary(head)) return "binary data";
  if (!first.starts_with('<')) return {};
  const Opening opening = opening_of(first);
  if (opening.is_html_doctype || opening.element == "html") return "HTML";
  if (!opening.is_declared_xml && is_html_element(opening.element)) return "HTML";
  const bool tag = first.size() > 1 && (first[1] == '?' || first[1] == '!' || std::isalpha(static_cast<unsigned char>(first[1])) != 0);
  return tag && first.find('>') != first.npos ? "XML" : "";
}

}  // namespace backfile::readers
