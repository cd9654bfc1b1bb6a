// Every question walks the lines: a record asks for half a dozen values once.
#include "indexer/readers/header_lines.h"

#include <algorithm>

namespace backfile::readers {
namespace {

constexpr std::size_t kMaxValue = 64 * 1024;  // bytes; more is noise

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(kBlanks), text.size());
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

/// The line's value where it has that name; else a view of nothing.
std::string_view value_in(std::string_view line, std::string_view name) {
  if (line.size() <= name.size()) return {};
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (lower_letter(line[i]) != lower_letter(name[i])) return {};
  }
  const auto colon = line.find_first_not_of(" \t", name.size());
  return colon != line.npos && line[colon] == ':' ? line.substr(colon + 1) : std::string_view();
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower_letter);
  return result;
}

std::string HeaderLines::value(std::string_view name) const {
  std::string value;
  bool inside = false;
  for (std::size_t at = 0; at < text_.size();) {
    const auto end = std::min(text_.find('\n', at), text_.size());
    const auto line = text_.substr(at, end - at);
    at = end + 1;
    const bool folded = line.starts_with(' ') || line.starts_with('\t');
    if (inside && !folded && !value.empty()) break;
    inside = inside && folded;
    const auto piece = trimmed(inside ? line : value_in(line, name));
    inside = inside || (!folded && !value_in(line, name).empty());
    if (!inside || piece.empty() || value.size() > kMaxValue) continue;
    if (!value.empty()) value += ' ';
    value += piece;
  }
  return value;
}

}  // namespace backfile::readers
