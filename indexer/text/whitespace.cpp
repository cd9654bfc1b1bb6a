// Spaces and line ends: one line, and paragraphs.
#include <algorithm>
#include <cstdint>

#include "indexer/text/charset.h"
#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

/// The length of the white space character at `at`, 0 where it is none. All of Unicode's White_Space, and the byte order mark, which old
/// pages use as a space of no width.
std::size_t space_length(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
  const auto next = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0; };
  if (c == 0xC2) return next(1) == 0xA0 || next(1) == 0x85 ? 2 : 0;  // U+00A0, U+0085
  if (c == 0xE1) return next(1) == 0x9A && next(2) == 0x80 ? 3 : 0;  // U+1680
  if (c == 0xE3) return next(1) == 0x80 && next(2) == 0x80 ? 3 : 0;  // U+3000
  if (c == 0xEF) return next(1) == 0xBB && next(2) == 0xBF ? 3 : 0;  // U+FEFF
  if (c != 0xE2) return 0;
  if (next(1) == 0x81) return next(2) == 0x9F ? 3 : 0;  // U+205F
  if (next(1) != 0x80) return 0;
  return (next(2) >= 0x80 && next(2) <= 0x8A) || next(2) == 0xA8 || next(2) == 0xA9 || next(2) == 0xAF ? 3 : 0;  // U+2000 … U+202F
}

/// The length of the line end at `at` (CR LF, CR, LF, and Unicode's line and paragraph separators), 0 where there is none.
std::size_t line_end_length(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  if (text[at] == '\r') return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
  const std::string_view three = text.substr(at, 3);
  return three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" ? 3 : 0;
}

/// The line without the white space at its end, and the number of bytes of white space at its beginning.
std::string_view cut_end(std::string_view line, std::size_t& leading) {
  std::size_t end = 0;
  leading = line.size();
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t space = space_length(line, at);
    if (space == 0) {
      leading = std::min(leading, at);
      end = ++at;
      while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) end = ++at;
    } else {
      at += space;
    }
  }
  return line.substr(0, end);
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t space = space_length(text, at); space != 0) {
      pending = !out.empty();
      at += space;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text[at++];
  }
  return out;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t ends = 0;  // line ends since the last line with text
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && line_end_length(text, end) == 0) ++end;
    std::size_t leading = 0;
    const std::string_view line = cut_end(text.substr(at, end - at), leading);
    if (!line.empty()) {
      if (!out.empty()) out.append(ends > 1 ? 2 : 1, '\n');
      out += out.empty() ? line.substr(leading) : line;
      ends = 0;
    }
    at = end;
    if (at < text.size()) {
      const bool separator = text[at] == '\xE2' && text[at + 2] == '\xA9';  // U+2029 ends a paragraph by itself
      at += line_end_length(text, at);
      ends += separator ? 2 : 1;
    }
  }
  return out;
}

}  // namespace backfile::text
