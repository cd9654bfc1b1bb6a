// A scan that knows tags, quotes, comments and the two elements whose content is no markup.
#include "indexer/markup/tag_guard.h"

#include <algorithm>
#include <cctype>

namespace backfile::markup {
namespace {

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

bool names_element(std::string_view html, std::size_t at, std::string_view element) {
  if (html.size() - at < element.size() + 1) return false;
  for (std::size_t i = 0; i < element.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(html[at + i])) != element[i]) return false;
  const char end = html[at + element.size()];
  return blank(end) || end == '>' || end == '/';
}

struct Tag {
  std::size_t end = 0;      // behind '>'
  std::size_t cut = 0;      // where the first attribute too many begins; 0 where there are few
  std::size_t closing = 0;  // of the '>'
};

/// html[at] is '<' and a letter follows.
Tag scan_tag(std::string_view html, std::size_t at) {
  Tag tag;
  std::size_t attributes = 0;
  bool in_word = true;  // the name
  char quote = 0;
  for (++at; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '>') break;
    if ((c == '"' || c == '\'') && html[at - 1] == '=') quote = c;
    const bool separates = blank(c) || c == '/';
    if (!separates && !in_word && ++attributes > kMaxAttributes && tag.cut == 0) tag.cut = at;
    in_word = !separates;
  }
  tag.closing = at;
  tag.end = std::min(at + 1, html.size());
  return tag;
}

std::size_t skip_raw_text(std::string_view html, std::size_t at, std::string_view element) {
  for (std::size_t close = html.find("</", at); close != html.npos; close = html.find("</", close + 2))
    if (names_element(html, close + 2, element)) return close;
  return html.size();
}

}  // namespace

std::string without_attribute_floods(std::string_view html, bool& changed) {
  changed = false;
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = html.find('<'); at < html.size(); at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t end = html.find("-->", at + 4);
      at = end == html.npos ? html.size() : end + 3;
      continue;
    }
    if (at + 1 >= html.size() || !letter(html[at + 1])) {
      ++at;
      continue;
    }
    const Tag tag = scan_tag(html, at);
    if (tag.cut != 0) {
      out += html.substr(copied, tag.cut - copied);
      copied = tag.closing;
      changed = true;
    }
    const std::size_t name = at + 1;
    at = tag.end;
    if (names_element(html, name, "script")) at = skip_raw_text(html, at, "script");
    if (names_element(html, name, "style")) at = skip_raw_text(html, at, "style");
  }
  if (changed) out += html.substr(copied);
  return out;
}

}  // namespace backfile::markup
