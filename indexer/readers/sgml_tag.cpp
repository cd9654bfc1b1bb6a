// Names and attributes by hand: what stands between brackets is often no tag at all.
#include "indexer/readers/sgml_tag.h"

#include <algorithm>

namespace backfile::readers {
namespace {

/// Longer ones are no tags.
constexpr std::size_t kMaxTag = 2048;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

SgmlTag sgml_tag(std::string_view text) {
  SgmlTag tag;
  text = text.substr(0, kMaxTag);
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') {
    tag.closes = true;
    ++at;
  }
  const std::size_t name = at;
  if (at >= text.size() || !is_letter(text[at])) return tag;
  while (at < text.size() && is_name(text[at])) ++at;
  const std::size_t end = text.find('>', at);
  if (end == text.npos) return tag;
  std::string_view rest = trimmed(text.substr(at, end - at));
  if (rest.ends_with('/')) {
    tag.empty = true;
    rest = trimmed(rest.substr(0, rest.size() - 1));
  }
  if (!rest.empty() && (!is_space(text[at]) || rest.find('=') == rest.npos || rest.find('<') != rest.npos)) return tag;
  tag.name = capitals(text.substr(name, at - name));
  tag.attributes = rest;
  tag.bare = rest.empty() && !tag.empty;
  tag.length = end + 1;
  return tag;
}

std::vector<std::pair<std::string, std::string>> sgml_attributes(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t equals = text.find('=', at);
    if (equals == text.npos) break;
    std::string_view name = trimmed(text.substr(at, equals - at));
    name.remove_prefix(std::min(name.size(), name.find_last_of(" \t\r\n") + 1));
    at = equals + 1;
    while (at < text.size() && is_space(text[at])) ++at;
    const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : '\0';
    const std::size_t begin = quote ? at + 1 : at;
    const std::size_t end = std::min(quote ? text.find(quote, begin) : text.find_first_of(" \t\r\n", begin), text.size());
    out.emplace_back(capitals(name), std::string(text.substr(std::min(begin, text.size()), end - std::min(begin, end))));
    at = end + 1;
  }
  return out;
}

}  // namespace backfile::readers
