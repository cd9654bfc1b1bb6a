// A line goes on where its paragraph's line before it was full, or broke off within a sentence.
#include "indexer/readers/wire_lines.h"

#include <algorithm>
#include <vector>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

/// Wider texts are not broken at a column but have a line a paragraph.
constexpr std::size_t kMaxColumn = 132;

struct Line {
  std::string text;        // trimmed, inner spaces collapsed; empty for a blank line
  std::size_t indent = 0;  // columns
  std::size_t width = 0;   // code points, with the indent
  bool row = false;        // of a table
};

/// Wide gaps or leaders within the line, or many fields between semicolons.
bool is_row(std::string_view line) {
  std::size_t spaces = 0, dots = 0, semicolons = 0;
  char before = 0;  // the last character that is no space
  for (const char c : line) {
    if (c == ' ') {
      ++spaces;
      dots = 0;
      continue;
    }
    if (c == '\t' && before != 0) return true;
    if (spaces >= 3 && before != 0 && before != '.' && before != '?' && before != '!') return true;
    spaces = 0;
    dots = c == '.' ? dots + 1 : 0;
    if (dots > 3) return true;
    semicolons += c == ';' ? 1 : 0;
    before = c;
  }
  return semicolons >= 3 && semicolons * 12 > line.size();
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const std::string_view raw = text.substr(begin, end - begin);
    Line line;
    line.text = text::one_line(raw);
    if (!line.text.empty()) {
      for (const char c : raw) {
        if (c != ' ' && c != '\t') break;
        line.indent += c == '\t' ? 8 : 1;
      }
      line.width = line.indent + length(line.text);
      line.row = is_row(raw);
    }
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

/// The width that all but a few stray lines keep within; 0 where the text is not broken at a column.
std::size_t column_of(const std::vector<Line>& lines) {
  std::vector<std::size_t> widths;
  for (const Line& line : lines) {
    if (!line.text.empty()) widths.push_back(line.width);
  }
  if (widths.empty()) return 0;
  const auto at = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() - 1 - widths.size() / 20);
  std::nth_element(widths.begin(), at, widths.end());
  return *at <= kMaxColumn ? *at : 0;
}

/// The indent of lines that begin no paragraph: the smallest that more than a stray line has.
std::size_t margin_of(const std::vector<Line>& lines) {
  std::size_t count[64] = {}, total = 0;
  for (const Line& line : lines) {
    if (line.text.empty()) continue;
    ++count[std::min<std::size_t>(line.indent, 63)];
    ++total;
  }
  std::size_t seen = 0;
  for (std::size_t indent = 0; indent < 64; ++indent) {
    seen += count[indent];
    if (seen * 20 > total) return indent;
  }
  return 0;
}

enum class Join { space, line, paragraph };

Join join_of(const Line& before, const Line& line, std::size_t column, std::size_t margin) {
  if (before.row && line.row) return Join::line;
  if (before.row || line.row) return Join::paragraph;
  if (column == 0 || line.indent >= margin + 2) return Join::paragraph;
  const std::string_view text = line.text;
  const std::size_t first_word = length(text.substr(0, text.find(' '))) + 1;
  if (before.width + first_word + column / 4 >= column || is_unspaced(first_character(text))) return Join::space;
  if (begins_with_small_letter(text) && !ends_like_a_sentence(before.text)) return Join::space;
  return ends_like_a_sentence(before.text) ? Join::paragraph : Join::line;
}

/// `high-` and `speed` need no space between; whether the hyphen was added is not known, and wires do not cut words.
bool ends_in_hyphen(std::string_view text) {
  return text.size() > 1 && text.back() == '-' && text[text.size() - 2] != ' ' && text[text.size() - 2] != '-';
}

}  // namespace

std::string wire_paragraphs(std::string_view text, std::size_t most_margin) {
  const auto lines = lines_of(text);
  const std::size_t column = column_of(lines), margin = std::min(margin_of(lines), most_margin);
  std::string out;
  const Line* before = nullptr;  // the last line that is not blank
  bool gap = false;
  for (const Line& line : lines) {
    if (line.text.empty()) {
      gap = true;
      continue;
    }
    if (before) {
      const Join join =
          gap ? (before->row && line.row && column > 0 ? Join::line : Join::paragraph) : join_of(*before, line, column, margin);
      const bool tight =
          (is_unspaced(last_character(before->text)) && is_unspaced(first_character(line.text))) || ends_in_hyphen(before->text);
      if (join == Join::space)
        out += tight ? "" : " ";
      else
        out += join == Join::line ? "\n" : "\n\n";
    }
    out += line.text;
    before = &line;
    gap = false;
  }
  return out;
}

}  // namespace backfile::readers
