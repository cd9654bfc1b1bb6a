// The wire reader: agencies' text in house layouts, between ZCZC and NNNN as on teleprinters, or behind a start of header with fields.
// Streams.
#include <algorithm>

#include "indexer/readers/reader.h"
#include "indexer/readers/wire_characters.h"
#include "indexer/readers/wire_copy.h"
#include "indexer/readers/wire_header.h"
#include "indexer/readers/wire_messages.h"

namespace backfile::readers {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Nothing but blanks between `at` and the line's beginning.
bool begins_line(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || is_line_end(text[at - 1]);
}

/// `word` and the end of a word, in capitals or small letters.
bool is_word(std::string_view text, std::string_view capitals, std::string_view small) {
  const std::string_view four = text.substr(0, 4);
  return (four == capitals || four == small) && (text.size() == 4 || static_cast<unsigned char>(text[4]) <= 0x20);
}

/// A start of header with unit separators on its line.
bool is_separated(std::string_view rest) {
  const std::string_view line = rest.substr(0, std::min(rest.find_first_of("\r\n"), rest.size()));
  return std::count(line.begin(), line.end(), '\x1F') >= 2;
}

Mark mark_at(std::string_view text, std::size_t at, bool last) {
  constexpr std::size_t kLookAhead = 200;
  const std::string_view rest = text.substr(at, kLookAhead);
  if (rest.size() < kLookAhead && !last) return {Mark::Kind::unsure, 0};
  if (text[at] == kSoh) return is_separated(rest) ? Mark{Mark::Kind::opens, 1} : Mark{};
  if (!begins_line(text, at)) return {};
  if (is_word(rest, "ZCZC", "zczc")) return {Mark::Kind::opens, 4};
  if (is_word(rest, "NNNN", "nnnn")) return {Mark::Kind::closes, 4};
  return {};
}

constexpr Marks kMarks{"\x01ZzNn", mark_at};

void read(Input& input, Sink& sink) { read_messages(input, sink, kMarks, wire_copy_article); }

int recognise(std::string_view head, std::string_view) {
  const std::size_t at = head.find_first_not_of(std::string_view(" \t\r\n\0\x16\xEF\xBB\xBF", 9));
  if (at == head.npos) return 0;
  const std::string_view rest = head.substr(at, 1000);
  if (is_word(rest, "ZCZC", "zczc")) return 90;
  if (rest[0] == kSoh) return is_separated(rest) ? 85 : 0;
  const auto lines = message_lines(rest);
  if (begins_release(lines)) return 80;
  return results_header(lines, {}).end > 0 ? 70 : 0;
}

}  // namespace

extern const Format format_wire;
const Format format_wire{"wire", ".tst .txt", "id url title subtitle summary body published authors source tags places", recognise, read};

}  // namespace backfile::readers
