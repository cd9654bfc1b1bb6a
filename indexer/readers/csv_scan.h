// One byte of a table after the other: where cells and rows end, and what the cells say. The same rules for finding a row's end in a
// stream and for taking the row apart.
#pragma once
#include <cstdint>
#include <string>

namespace backfile::readers {

struct CsvMarks {
  char delimiter = ',';
  char line_end = '\n';      // '\r' where no other ends lines (old Macintosh)
  bool backslashes = false;  // \" within quotes, \n \t \\ \N without: exports of MySQL and PostgreSQL
};

/// RFC 4180, leniently: a quotation mark opens only at a cell's beginning, and closes only before a delimiter or a line end (spaces
/// between them allowed); any other is a character of the text.
class CsvScan {
 public:
  enum class Event : std::uint8_t { none, cell, row };

  /// literal_quotes: a quotation mark means nothing.
  CsvScan(const CsvMarks& marks, bool literal_quotes) : marks_(marks), literal_quotes_(literal_quotes) {}

  /// text: where the cell's text is appended; may be null.
  Event take(char c, std::string* text);

  bool in_quotes() const { return state_ == State::quoted; }
  /// Some quotation mark within quotation marks was neither doubled nor the closing one.
  bool odd_marks() const { return odd_marks_; }

 private:
  enum class State : std::uint8_t { start, plain, quoted, closing };

  Event cell_ends(char c);
  Event escaped(char c, std::string* text);
  Event in_quotes(char c, std::string* text);
  Event closing(char c, std::string* text);

  CsvMarks marks_;
  bool literal_quotes_;
  State state_ = State::start;
  bool escaped_ = false, escaped_in_quotes_ = false, odd_marks_ = false;
  std::string spaces_;  // before a quotation mark that may open, or behind one that may close
};

}  // namespace backfile::readers
