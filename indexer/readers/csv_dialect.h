// How a table of values is written: what separates its cells, how it quotes, and which row names the columns.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/csv_scan.h"

namespace backfile::readers {

struct CsvDialect {
  CsvMarks marks;
  std::size_t header_row = 0;        // rows before the one that names the columns
  std::vector<std::string> columns;  // as it names them, trimmed
  bool knows_text = false;           // a column is known for a title, a summary or a text
  std::size_t known = 0;             // fields that some column is known for
  std::size_t rows = 0, even = 0;    // behind the header in what was looked at, and those with as many cells as it
};

/// head: UTF-8, the beginning of the file; whole: it is all of it. Of several delimiters the one under which the columns are best known and
/// the rows most even. column_names: as in Options. Never fails: a file without delimiters has one column.
CsvDialect csv_dialect_of(std::string_view head, bool whole, const std::map<std::string, std::string>& column_names);

inline constexpr std::size_t kMaxCsvCells = 10'000;  // of a row; more are not kept

/// The cells of one row, unquoted: at most kMaxCsvCells + 1.
std::vector<std::string> csv_cells(std::string_view row, const CsvMarks& marks, bool literal_quotes = false);

}  // namespace backfile::readers
