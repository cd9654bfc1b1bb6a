// The rows of a table, one at a time, however long the file: quotation marks that are never closed cost their row, not the rest.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/readers/byte_window.h"
#include "indexer/readers/csv_dialect.h"

namespace backfile::readers {

class CsvRows {
 public:
  enum class Kind { row, refused, end };
  struct Row {
    Kind kind = Kind::end;
    std::vector<std::string> cells{};
    std::string reason{};   // of a refusal
    std::string warning{};  // what is wrong with a row that is given
  };

  /// columns: how many cells a row should have, which tells a stray quotation mark from a text of several lines.
  CsvRows(source::ByteStream& utf8, const CsvMarks& marks, std::size_t columns, std::size_t max_row_bytes)
      : window_(utf8), marks_(marks), columns_(columns), max_row_bytes_(max_row_bytes) {}

  /// The next row, blank ones too; `end` for ever after the last. An error of the stream is a refusal after what could be read.
  Row next();

 private:
  struct Extent {
    std::size_t bytes = 0;       // with the line end
    std::size_t first_line = 0;  // bytes up to the first line end within quotation marks, and that; 0 where there is none
    bool open = false;           // the stream or the limit came within quotation marks
    bool too_long = false;
    bool odd_marks = false;  // as CsvScan has them
  };
  Extent extent(bool literal_quotes);
  bool is_stray_quote(const Extent& extent, std::size_t cells) const;
  Row first_line_alone(const Extent& extent);
  Row too_long();
  Row take(std::size_t bytes, bool literal_quotes);

  ByteWindow window_;
  CsvMarks marks_;
  std::size_t columns_, max_row_bytes_;
  std::uint64_t consumed_ = 0;         // bytes before the window's position
  std::uint64_t looked_at_twice_ = 0;  // bounds the work that stray marks can cause
  std::uint64_t no_close_before_ = 0;  // a mark opened before here is never closed before here
  bool error_reported_ = false;
};

}  // namespace backfile::readers
