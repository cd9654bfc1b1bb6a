// Lengths and ends of lines.
#include "indexer/readers/text_lines.h"

#include <algorithm>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

/// `## What happens next`, as Markdown writes a heading.
std::string_view without_heading_marks(std::string_view line) {
  constexpr std::size_t kMost = 6;
  const auto marks = line.find_first_not_of('#');
  return marks == line.npos || marks == 0 || marks > kMost || line[marks] != ' ' ? line : line.substr(marks + 1);
}

}  // namespace

std::vector<TextLine> lines_of(std::string_view text) {
  std::vector<TextLine> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto raw = without_heading_marks(text.substr(begin, end - begin));
    lines.push_back({raw, text::one_line(raw)});
    begin = end + 1;
  }
  return lines;
}

std::size_t next_text(const std::vector<TextLine>& lines, std::size_t at, std::size_t end) {
  while (at < end && lines[at].text.empty()) ++at;
  return at;
}

bool is_prose(const std::string& line) {
  const bool dense = is_unspaced(first_character(line));
  return ends_like_a_sentence(line) && length(line) > (dense ? 30u : 80u);
}

bool is_short(const std::string& line) {
  if (is_unspaced(first_character(line))) return length(line) <= 5;
  return words(line).size() <= 3 && length(line) <= 40;
}

bool is_breadcrumb(const std::string& line) {
  constexpr std::size_t kLongest = 100;
  if (length(line) > kLongest || ends_like_a_sentence(line)) return false;
  for (const std::string_view mark : {" > ", " \xE2\x80\xBA ", " \xC2\xBB "}) {
    if (line.find(mark) != line.npos) return true;
  }
  return false;
}

}  // namespace backfile::readers
