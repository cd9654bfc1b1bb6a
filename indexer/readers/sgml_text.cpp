// What a wire puts around a text is told by whole lines, so that no sentence loses its end.
#include "indexer/readers/sgml_text.h"

#include <algorithm>
#include <array>

#include "indexer/readers/wire_lines.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

bool is_capitals(std::string_view line) {
  bool letters = false;
  for (const char c : line) {
    if (c >= 'a' && c <= 'z') return false;
    letters = letters || (c >= 'A' && c <= 'Z');
  }
  return letters;
}

/// The end mark of a wire with dots, digits or a desk's letters around it.
bool is_sign_off(std::string_view line) {
  constexpr auto kMarks = std::to_array<std::string_view>({"reuter", "reuters", "more", "upi", "ap"});
  const std::string mark = wording::lower(wording::strip_punctuation(line.substr(0, line.find(' '))));
  if (!wording::among(kMarks, mark)) return false;
  const std::size_t space = line.find(' ');
  if (space == line.npos) return true;
  // `REUTER TAW`: initials of a desk.
  return is_capitals(line) && line.size() - space <= 4;
}

std::size_t trimmed_size(std::string_view text) { return text.find_last_not_of(std::string_view(" \t\r\n\0\x03\x7F", 7)) + 1; }

}  // namespace

std::string sgml_paragraphs(const SgmlField& field, std::size_t most_margin) {
  const std::string clean = text::clean(field.text);
  return wire_paragraphs(clean, most_margin);
}

namespace {

bool cut_one(std::string& text) {
  text.resize(trimmed_size(text));
  const std::size_t begin = text.rfind('\n') + 1;
  const std::string line = text::one_line(std::string_view(text).substr(begin));
  // Wrapped as the last word of a sentence it is no sign-off.
  const std::string before =
      begin < 2 ? std::string() : text::one_line(std::string_view(text).substr(0, begin).substr(begin - std::min<std::size_t>(begin, 120)));
  if (is_sign_off(line) && !(line.ends_with('.') && !line.ends_with("..") && !wording::ends_like_a_sentence(before))) {
    text.resize(begin);
    text.resize(trimmed_size(text));
    return true;
  }
  // At the end of the last line: capitals are no part of a sentence, and a sentence does not go on behind its full stop.
  const std::size_t word = text.find_last_of(" \t") + 1;
  const std::string_view last = std::string_view(text).substr(word);
  const bool mark =
      last == "REUTER" || ((last == "Reuter" || last == "reuter") && wording::ends_like_a_sentence(line.substr(0, line.rfind(' '))));
  if (!mark || word <= begin) return false;
  text.resize(word);
  text.resize(trimmed_size(text));
  return true;
}

}  // namespace

void cut_sign_off(std::string& text) {
  for (int times = 0; times < 3 && cut_one(text); ++times) {
  }
}

void break_at_semicolons(std::string& text) {
  if (text.find(';') == text.npos) return;
  std::string out;
  char before = 0;  // the last character that is no space
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool sentence = std::string_view(".?!\"'").find(before) != std::string_view::npos;
    const bool gap =
        at + 1 >= text.size() || text[at + 1] == '\n' || (text[at + 1] == ' ' && (at + 2 >= text.size() || text[at + 2] == ' '));
    if (c == ';' && before != 0 && sentence && gap)
      out += "\n\n";
    else
      out += c;
    if (c != ' ' && c != '\n') before = c;
  }
  text = std::move(out);
}

void cut_written_returns(std::string& text) {
  std::size_t to = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool written = text[at] == '^' && text.compare(at, 2, "^M") == 0 && (at + 2 >= text.size() || text[at + 2] == '\n');
    if (written)
      ++at;
    else
      text[to++] = text[at];
  }
  text.resize(to);
}

std::string take_capital_headline(std::string& text) {
  const std::size_t begin = text.find_first_not_of(std::string_view(" \t\r\n\x02*", 6));
  if (begin == text.npos) return {};
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::string line = text::one_line(std::string_view(text).substr(begin, end - begin));
  if (!is_capitals(line) || line.size() > 100 || line.size() < 8 || end >= text.size()) return {};
  const std::string_view rest = std::string_view(text).substr(end + 1);
  const std::string_view next = rest.substr(0, rest.find('\n'));
  // A full line that goes on without an indent is a text in capitals.
  const bool set_off = next.empty() || next[0] == ' ' || next[0] == '\t' || next[0] == '\r' || line.size() < 50;
  if (!set_off) return {};
  text.erase(0, end + 1);
  return line;
}

std::string with_dateline(const std::string& dateline, const std::string& body) {
  if (dateline.empty()) return body;
  if (body.empty() || body.starts_with(dateline)) return body.empty() ? dateline : body;
  const bool dash =
      dateline.ends_with('-') || dateline.ends_with("\xE2\x80\x94") || dateline.ends_with("\xE2\x80\x93") || dateline.ends_with('_');
  return dateline + (dash || body.starts_with('-') || body.starts_with("\xE2\x80\x94") ? " " : " - ") + body;
}

}  // namespace backfile::readers
