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

/// The text without the white space at its end.
std::string_view cut_end(std::string_view line) {
  while (!line.empty()) {
    std::size_t last = line.size() - 1;
    while (last > 0 && line.size() - last < 3 && (static_cast<unsigned char>(line[last]) & 0xC0) == 0x80) --last;
    if (space_length(line, last) != line.size() - last) break;
    line = line.substr(0, last);
  }
  return line;
}

std::string_view cut_beginning(std::string_view text) {
  while (!text.empty()) {
    const std::size_t space = space_length(text, 0);
    if (space == 0) break;
    text.remove_prefix(space);
  }
  return text;
}

bool has_other_line_ends(std::string_view text) {
  return text.find('\r') != std::string_view::npos || text.find("\xE2\x80\xA8") != std::string_view::npos ||
         text.find("\xE2\x80\xA9") != std::string_view::npos;
}

/// Every line end as \n: CR LF, CR, and Unicode's line separator; its paragraph separator as two.
std::string line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else if (const std::string_view three = text.substr(i, 3); three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
      out += three.back() == '\xA8' ? "\n" : "\n\n";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (text = cut_beginning(text); !text.empty(); text = cut_beginning(text)) {
    std::size_t end = 1;
    while (end < text.size() && space_length(text, end) == 0) ++end;
    if (!out.empty()) out += ' ';
    out += text.substr(0, end);
    text.remove_prefix(end);
  }
  return out;
}

std::string paragraphs(std::string_view text) {
  if (has_other_line_ends(text)) return paragraphs(line_ends(text));
  std::string out;
  out.reserve(text.size());
  std::size_t ends = 0;  // line ends since the last line with text
  text = cut_beginning(text);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = cut_end(text.substr(0, end)); !line.empty()) {
      if (!out.empty()) out.append(ends > 1 ? 2 : 1, '\n');
      out += line;
      ends = 0;
    }
    ++ends;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace backfile::text
