#include "indexer/markup/html_charset.h"

#include <algorithm>
#include <cctype>

namespace backfile::markup {
namespace {

constexpr std::size_t kLookedAt = 4096;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// The value behind `name`, `=` and an optional quote, from `at` on.
std::string value_behind(std::string_view text, std::string_view name) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    std::size_t from = at + name.size();
    while (from < text.size() && blank(text[from])) ++from;
    if (from == text.size() || text[from] != '=') continue;
    ++from;
    while (from < text.size() && (blank(text[from]) || text[from] == '"' || text[from] == '\'')) ++from;
    const auto end = std::min(text.find_first_of(" \t\r\n\"'>;/?", from), text.size());
    if (end > from) return std::string(text.substr(from, end - from));
  }
  return {};
}

}  // namespace

std::string charset_in_html(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kLookedAt));
  for (auto at = head.find("<meta"); at != head.npos; at = head.find("<meta", at + 5)) {
    const std::string_view tag = std::string_view(head).substr(at, std::min(head.find('>', at), head.size()) - at);
    if (std::string charset = value_behind(tag, "charset"); !charset.empty()) return charset;
  }
  if (head.starts_with("<?xml")) return value_behind(std::string_view(head).substr(0, head.find("?>")), "encoding");
  return {};
}

}  // namespace backfile::markup
