// One pass, knowing only strings from everything else.
#include "indexer/text/json_repair.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace backfile::text {
namespace {

/// The code unit of the escape \uXXXX at `at`; -1 where there is none.
int escaped_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int value = 0;
  for (const char c : text.substr(at + 2, 4)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return -1;
    value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Bytes taken at `at`, inside a string.
std::size_t string_part(std::string_view text, std::size_t at, std::string& out) {
  if (text[at] != '\\') {
    out += static_cast<unsigned char>(text[at]) < 0x20 ? ' ' : text[at];
    return 1;
  }
  const int unit = escaped_unit(text, at);
  if (is_high(unit) && is_low(escaped_unit(text, at + 6))) {
    out += text.substr(at, 12);
    return 12;
  }
  if (is_high(unit) || is_low(unit)) {
    out += "\\ufffd";
    return 6;
  }
  out += text.substr(at, 2);
  return std::min<std::size_t>(2, text.size() - at);
}

std::size_t bare_part(std::string_view text, std::size_t at, std::string& out) {
  if (text[at] == ',') {
    const auto next = text.find_first_not_of(" \t\r\n", at + 1);
    if (next != text.npos && (text[next] == '}' || text[next] == ']')) return 1;
  }
  constexpr std::array<std::string_view, 3> kNoJson = {"-Infinity", "Infinity", "NaN"};
  for (const auto word : kNoJson) {
    if (text.substr(at).starts_with(word)) {
      out += "null";
      return word.size();
    }
  }
  out += text[at];
  return 1;
}

}  // namespace

std::string repaired_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      in_string = !in_string;
      out += '"';
      ++at;
    } else {
      at += in_string ? string_part(text, at, out) : bare_part(text, at, out);
    }
  }
  return out;
}

}  // namespace backfile::text
