// A line was broken at a column where the next line's first word would not have fitted on it any more.
#include "indexer/readers/reflow.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

struct Line {
  std::string text;        // trimmed, inner spaces collapsed
  std::size_t indent = 0;  // columns; an ideographic space is two
  std::size_t width = 0;   // code points, with the indent
};

/// Wider texts are not broken at a column but have a line a paragraph.
constexpr std::size_t kMaxColumn = 132;
/// Narrower ones are lists or verse.
constexpr std::size_t kMinColumn = 24;

std::size_t indent_of(std::string_view line) {
  std::size_t indent = 0;
  for (;;) {
    if (line.starts_with(' ')) {
      indent += 1;
      line.remove_prefix(1);
    } else if (line.starts_with('\t')) {
      indent += 8;
      line.remove_prefix(1);
    } else if (line.starts_with("\xE3\x80\x80")) {
      indent += 2;
      line.remove_prefix(3);
    } else {
      return indent;
    }
  }
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    Line line;
    line.text = text::one_line(text.substr(begin, end - begin));
    if (!line.text.empty()) {
      line.indent = indent_of(text.substr(begin, end - begin));
      line.width = line.indent + length(line.text);
    }
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

std::size_t first_word_width(const std::string& text) {
  if (is_unspaced(first_character(text))) return 0;
  return length(std::string_view(text).substr(0, text.find(' '))) + 1;
}

/// The column the text was broken at; 0 where it was not.
std::size_t column_of(const std::vector<Line>& lines) {
  std::size_t column = 0, breaks = 0, forced = 0, sentences = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!lines[i].text.empty() && !lines[i + 1].text.empty()) column = std::max(column, lines[i].width);
  }
  if (column > kMaxColumn || column < kMinColumn) return 0;
  // Where more than a stray address is wider, the short lines were broken by hand.
  const auto wider = std::count_if(lines.begin(), lines.end(), [&](const Line& line) { return line.width > column + column / 10 + 2; });
  if (static_cast<std::size_t>(wider) * 20 > lines.size()) return 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &line = lines[i], &next = lines[i + 1];
    if (line.text.empty() || next.text.empty()) continue;
    ++breaks;
    if (ends_like_a_sentence(line.text)) ++sentences;
    // Justified and ragged-right setters leave some slack.
    if (line.width + first_word_width(next.text) + column / 10 > column) ++forced;
  }
  // Columns do not break where sentences end, but paragraphs of a line each do.
  return breaks >= 2 && forced * 10 >= breaks * 6 && sentences * 10 <= breaks * 6 ? column : 0;
}

bool joins(const Line& line, const Line& next, std::size_t column) {
  const bool unindented = next.indent < line.indent + 2 || next.indent <= 1;
  if (!unindented) return false;
  const bool room = line.width + first_word_width(next.text) + column / 4 < column;
  return !room || !ends_like_a_sentence(line.text);
}

/// Verse and lists in a text that is broken at a column: most lines of the block would have had room for more.
bool is_broken_by_hand(const std::vector<Line>& lines, std::size_t begin, std::size_t column) {
  std::size_t breaks = 0, forced = 0;
  for (std::size_t i = begin; i + 1 < lines.size() && !lines[i + 1].text.empty(); ++i) {
    ++breaks;
    if (lines[i].width + first_word_width(lines[i + 1].text) + column / 10 > column) ++forced;
  }
  return breaks >= 2 && forced * 3 < breaks;
}

/// Endings that stand alone in no text: what stands before their hyphen is the beginning of the same word.
bool is_ending(std::string_view word) {
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"ing",    "ings", "tion", "tions",  "sion",  "sions",  "ment",  "ments", "ness", "ers",   "eers", "ness", "ly",
       "able",   "ible", "ance", "ence",   "ances", "ences",  "ity",   "ities", "ous",  "ive",   "tive", "ed",   "ted",
       "ded",    "er",   "ters", "ter",    "ness",  "ful",    "less",  "ally",  "ung",  "ungen", "keit", "heit", "lich",
       "schaft", "ten",  "ción", "ciones", "mente", "miento", "zione", "zioni", "ção",  "ções"});
  return among(kEndings, word);
}

/// Whether the hyphen between `before` and `after` was added where the line was broken. In doubt it was not.
bool hyphen_was_added(std::string_view before, std::string_view after, std::string_view text) {
  const auto last = before.find_last_of(" \n-", before.size() - 2);
  const std::string_view first = before.substr(last == before.npos ? 0 : last + 1);
  const std::string_view second = strip_punctuation(after.substr(0, after.find_first_of(" -")));
  constexpr auto letters = [](std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return (c >= 'a' && c <= 'z') || c >= 0x80; });
  };
  const std::string_view stem = first.substr(0, first.size() - 1);
  if (!letters(stem.size() > 1 ? stem.substr(1) : stem) || !letters(second)) return false;
  if (text.find(std::string(first) + std::string(second)) != text.npos) return false;  // written so within a line
  return text.find(std::string(stem) + std::string(second)) != text.npos || is_ending(second);
}

void append_joined(std::string& paragraph, const std::string& line, std::string_view text) {
  const bool unspaced = is_unspaced(last_character(paragraph)) && is_unspaced(first_character(line));
  const bool hyphen =
      paragraph.size() > 1 && paragraph.back() == '-' && paragraph[paragraph.size() - 2] != ' ' && paragraph[paragraph.size() - 2] != '-';
  if (hyphen && hyphen_was_added(paragraph, line, text))
    paragraph.pop_back();
  else if (!unspaced && !hyphen)
    paragraph += ' ';
  paragraph += line;
}

}  // namespace

std::string reflow(std::string_view text) {
  const auto lines = lines_of(text);
  const std::size_t column = column_of(lines);
  const bool blanks = [&] {
    bool seen_text = false, gap = false, inner = false;
    for (const auto& line : lines) {
      if (!line.text.empty() && gap && seen_text) inner = true;
      gap = line.text.empty();
      seen_text = seen_text || !gap;
    }
    return inner;
  }();
  std::string out;
  const Line* before = nullptr;
  bool by_hand = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.text.empty()) {
      before = nullptr;
      continue;
    }
    if (!before) by_hand = column > 0 && is_broken_by_hand(lines, i, column);
    if (!before) {
      out += out.empty() ? "" : "\n\n";
      out += line.text;
    } else if (column > 0 && !by_hand && joins(*before, line, column)) {
      append_joined(out, line.text, text);
    } else {
      // A list or verse keeps its lines; prose a line each is paragraphs.
      const bool verse = by_hand || (blanks && column == 0 && before->width <= kMaxColumn && line.width <= kMaxColumn);
      out += verse ? "\n" : "\n\n";
      out += line.text;
    }
    before = &line;
  }
  return out;
}

}  // namespace backfile::readers
