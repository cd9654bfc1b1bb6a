// Line by line: which block a line belongs to, and where blocks end.
#include "indexer/readers/markdown_blocks.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "indexer/markup/fragment.h"
#include "indexer/readers/markdown_inline.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') return columns;
    columns += c == '\t' ? 4 : 1;
  }
  return columns;
}

/// `[name]: https://… "title"`; the name, or nothing.
std::string_view definition(std::string_view line) {
  const auto text = trimmed(line);
  const auto close = text.find("]:");
  if (!text.starts_with('[') || text.starts_with("[^") || close == text.npos || close == 1) return {};
  return text.substr(1, close - 1);
}

std::set<std::string> definitions_in(std::string_view source) {
  constexpr std::size_t kMost = 100'000;
  std::set<std::string> names;
  for (std::size_t begin = 0; begin < source.size() && names.size() < kMost;) {
    const auto end = std::min(source.find('\n', begin), source.size());
    if (const auto name = definition(source.substr(begin, end - begin)); !name.empty()) names.insert(wording::lower(name));
    begin = end + 1;
  }
  return names;
}

/// The marks of a list's item and the blanks behind them; 0 for no item. Numbers stay, they are read aloud.
std::size_t item_mark(std::string_view text) {
  if (text.size() > 1 && (text[0] == '-' || text[0] == '*' || text[0] == '+') && (text[1] == ' ' || text[1] == '\t')) {
    const auto task = text.substr(1, 5);
    return task == " [ ] " || task == " [x] " || task == " [X] " ? 6 : 2;
  }
  return 0;
}

bool is_numbered(std::string_view text) {
  const auto digits = text.find_first_not_of("0123456789");
  return digits != text.npos && digits > 0 && digits <= 9 && (text[digits] == '.' || text[digits] == ')') && digits + 1 < text.size() &&
         text[digits + 1] == ' ';
}

/// `***`, `- - -`, `___`; of `===` only where a heading's text stands above.
bool is_rule(std::string_view text) {
  if (text.size() < 3 || (text[0] != '*' && text[0] != '-' && text[0] != '_')) return false;
  const auto marks = std::count(text.begin(), text.end(), text[0]), blanks = std::count(text.begin(), text.end(), ' ');
  return marks >= 3 && static_cast<std::size_t>(marks + blanks) == text.size();
}

bool is_all(std::string_view text, char mark) { return !text.empty() && text.find_first_not_of(mark) == text.npos; }

/// `|---|:---:|`
bool is_table_rule(std::string_view text) {
  return text.find('-') != text.npos && text.find('|') != text.npos && text.find_first_not_of("|-: \t") == text.npos;
}

bool begins_html(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return false;
  if (text[1] == '!') return true;
  const std::size_t name = text[1] == '/' ? 2 : 1;
  return std::isalpha(static_cast<unsigned char>(text[name])) != 0 && markup::markup_of(text) == markup::Markup::blocks;
}

class Blocks {
 public:
  explicit Blocks(std::string_view source) : references_(definitions_in(source)), inline_(references_) {}

  void line(std::string_view whole) {
    std::string_view text = trimmed(whole);
    const bool indented = indent_of(whole) >= 4;
    if (!fence_.empty()) return in_fence(whole, text);
    if (in_comment_ || in_html_) return in_html(whole, text);
    while (text.starts_with('>')) text = trimmed(text.substr(1));
    if (text.empty()) return blank();
    if (text.starts_with("```") || text.starts_with("~~~")) return fence_opens(text);
    if (indented && paragraph_.empty() && !in_list_) return code_line(whole);
    if (begins_html(text)) return html_opens(text);
    if (!paragraph_.empty() && (is_all(text, '=') || is_all(text, '-'))) return heading_ends();
    if (is_table_rule(text) && in_table_) return;
    if (is_rule(text) || is_table_rule(text) || !definition(text).empty()) return paragraph_ends();
    if (is_heading(text)) return heading(text);
    text_line(text, whole.ends_with("  "));
  }

  MarkdownText end() {
    paragraph_ends();
    html_ends();
    code_ends();
    return {std::move(heading_), text::paragraphs(out_)};
  }

 private:
  static bool is_heading(std::string_view text) {
    const auto marks = text.find_first_not_of('#');
    return marks != 0 && marks != text.npos && marks <= 6 && (text[marks] == ' ' || text[marks] == '\t');
  }

  void blank() {
    paragraph_ends();
    if (!code_.empty()) code_ += '\n';
  }

  void add(const std::string& paragraph) {
    if (paragraph.empty()) return;
    if (!out_.empty()) out_ += "\n\n";
    out_ += paragraph;
  }

  void paragraph_ends() {
    code_ends();
    if (paragraph_.empty()) return;
    add(text::paragraphs(inline_.text_of(paragraph_)));
    paragraph_.clear();
    in_table_ = false;
  }

  void take_heading(const std::string& text) {
    if (heading_.empty() && out_.empty())
      heading_ = text;
    else
      add(text);
  }

  void heading(std::string_view text) {
    paragraph_ends();
    in_list_ = false;
    text = trimmed(text.substr(text.find_first_not_of('#')));
    const auto last = text.find_last_not_of('#');
    if (last != text.npos && last + 1 < text.size() && text[last] == ' ') text = trimmed(text.substr(0, last));
    take_heading(text::one_line(inline_.text_of(text)));
  }

  /// A line of === or --- below a paragraph of one line makes it a heading.
  void heading_ends() {
    const std::string text = text::one_line(inline_.text_of(paragraph_));
    paragraph_.clear();
    take_heading(text);
  }

  void text_line(std::string_view text, bool hard_break) {
    code_ends();
    const std::size_t mark = item_mark(text);
    if (mark > 0 || is_numbered(text) || text.starts_with("[^")) {
      paragraph_ends();
      in_list_ = !text.starts_with("[^");
      text = trimmed(text.substr(std::min(mark, text.size())));
      if (const auto note = text.find("]: "); text.starts_with("[^") && note != text.npos) text = trimmed(text.substr(note + 3));
    } else if (paragraph_.empty() && !text.empty()) {
      in_list_ = false;
    }
    const bool row = text.size() > 1 && text.front() == '|';
    if (row) text = trimmed(text.substr(1, text.size() - (text.back() == '|' ? 2 : 1)));
    if (!paragraph_.empty()) paragraph_ += in_table_ || row || break_ ? '\n' : ' ';
    in_table_ = row;
    paragraph_ += text;
    break_ = hard_break || text.ends_with('\\');
  }

  void fence_opens(std::string_view text) {
    paragraph_ends();
    const auto marks = std::min(text.find_first_not_of(text[0]), text.size());
    fence_ = text.substr(0, marks);
    code_.clear();
  }

  void in_fence(std::string_view whole, std::string_view text) {
    if (text.starts_with(fence_) && is_all(text, fence_[0])) {
      fence_.clear();
      code_ends();
      return;
    }
    code_.append(whole).append("\n");
  }

  void code_line(std::string_view whole) {
    const std::size_t cut = whole.front() == '\t' ? 1 : std::min<std::size_t>(4, whole.size());
    code_.append(whole.substr(cut)).append("\n");
  }

  /// Blank lines within code would end a paragraph: the lines of code stay together.
  void code_ends() {
    if (code_.empty() || !fence_.empty()) return;
    std::string lines;
    for (std::size_t begin = 0; begin < code_.size();) {
      const auto end = code_.find('\n', begin);
      const auto line = std::string_view(code_).substr(begin, end - begin);
      if (!trimmed(line).empty()) lines.append(line.substr(0, line.find_last_not_of(" \t") + 1)).append("\n");
      begin = end + 1;
    }
    code_.clear();
    if (lines.ends_with('\n')) lines.pop_back();
    add(lines);
  }

  void html_opens(std::string_view text) {
    paragraph_ends();
    in_html_ = true;
    in_html(text, text);
  }

  /// HTML goes on to a blank line, a comment to its end.
  void in_html(std::string_view whole, std::string_view text) {
    if (text.empty() && !in_comment_) return html_ends();
    html_.append(whole).append("\n");
    for (std::size_t at = 0; at < text.size();) {
      const auto next = text.find(in_comment_ ? "-->" : "<!--", at);
      if (next == text.npos) break;
      in_comment_ = !in_comment_;
      at = next + 3;
    }
  }

  void html_ends() {
    in_html_ = false;
    if (html_.empty()) return;
    std::string html = std::move(html_);
    html_.clear();
    add(markup::html_to_text(html));
  }

  std::set<std::string> references_;
  MarkdownInline inline_;
  std::string heading_, out_;
  std::string paragraph_, code_, html_;
  std::string fence_;  // what closes the code; empty outside
  bool in_comment_ = false, in_html_ = false, in_list_ = false, in_table_ = false, break_ = false;
};

}  // namespace

MarkdownText markdown_to_text(std::string_view source) {
  Blocks blocks(source);
  for (std::size_t begin = 0; begin < source.size();) {
    const auto end = std::min(source.find('\n', begin), source.size());
    blocks.line(source.substr(begin, end - begin));
    begin = end + 1;
  }
  return blocks.end();
}

}  // namespace backfile::readers
