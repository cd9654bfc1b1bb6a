// The csv reader: a table with a row that names its columns, an article a row, by the same table of names as JSON.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/readers/csv_dialect.h"
#include "indexer/readers/csv_rows.h"
#include "indexer/readers/decoded_stream.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/looks.h"
#include "indexer/readers/reader.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

constexpr std::size_t kHeadBytes = 64 * 1024;

/// What databases and data frames write for a value that is missing.
bool is_missing(const std::string& value) {
  constexpr auto kMissing = std::to_array<std::string_view>({"", "null", "none", "nan", "\\n", "n/a", "nil", "undefined", "<na>", "[]"});
  return value.size() <= 9 && wording::among(kMissing, wording::lower(value));
}

/// `['coal', "strikes"]`, as Python writes a list, or JSON; a string for anything else.
json value_of(std::string cell) {
  const bool list = cell.size() > 2 && cell.front() == '[' && cell.back() == ']' && (cell[1] == '"' || cell[1] == '\'' || cell[1] == '{');
  if (!list) return cell;
  json value = json::parse(cell, nullptr, false);
  if (!value.is_discarded()) return value;
  value = json::array();
  for (std::size_t at = 1; at < cell.size(); ++at) {
    const char quote = cell[at];
    if (quote != '\'' && quote != '"') continue;
    const auto end = cell.find(quote, at + 1);
    if (end == cell.npos) return cell;
    value.push_back(cell.substr(at + 1, end - at - 1));
    at = end;
  }
  return value;
}

/// Cells beyond the last column are what unquoted delimiters cut off its text.
void rejoin(std::vector<std::string>& cells, const CsvDialect& dialect) {
  const std::size_t columns = dialect.columns.size();
  while (cells.size() > columns && text::one_line(cells.back()).empty()) cells.pop_back();
  for (std::size_t extra = columns; extra < cells.size(); ++extra) {
    if (!dialect.columns.back().empty()) cells[columns - 1] += dialect.marks.delimiter + cells[extra];
  }
}

json record_of(std::vector<std::string>& cells, const CsvDialect& dialect) {
  json record = json::object();
  for (std::size_t column = 0; column < std::min(cells.size(), dialect.columns.size()); ++column) {
    const std::string& name = dialect.columns[column];
    std::string& cell = cells[column];
    while (cell.ends_with('\r') || cell.ends_with(' ')) cell.pop_back();
    if (name.empty() || is_missing(cell) || record.contains(name)) continue;
    record[name] = value_of(std::move(cell));
  }
  return record;
}

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return text::one_line(cell).empty(); });
}

class Table {
 public:
  Table(const CsvDialect& dialect, const Options& options, Sink& sink) : dialect_(dialect), options_(options), sink_(sink) {}

  /// False where the sink asks to stop.
  bool row(CsvRows::Row& row) {
    if (row.kind == CsvRows::Kind::refused) {
      sink_.refused(++number_, row.reason);
      return true;
    }
    if (is_blank(row.cells)) return true;
    ++number_;
    const std::size_t columns = dialect_.columns.size();
    rejoin(row.cells, dialect_);
    if (row.warning.empty() && row.cells.size() != columns)
      row.warning = "a row of " + std::to_string(row.cells.size()) + " cells under " + std::to_string(columns) + " columns";
    auto outcome = article_of(record_of(row.cells, dialect_), options_.column_names);
    if (!outcome.passed_over.empty() && !row.warning.empty()) {
      sink_.refused(number_, outcome.passed_over + " (" + row.warning + ")");
      return true;
    }
    if (!outcome.passed_over.empty()) {
      sink_.passed_over(number_, outcome.passed_over);
      return true;
    }
    for (const std::string& warning : outcome.warnings) sink_.warning(number_, warning);
    if (!row.warning.empty()) sink_.warning(number_, row.warning);
    return sink_.article(std::move(outcome.article), number_);
  }
  std::uint64_t rows() const { return number_; }

 private:
  const CsvDialect& dialect_;
  const Options& options_;
  Sink& sink_;
  std::uint64_t number_ = 0;
};

std::string unknown_columns(const CsvDialect& dialect) {
  constexpr std::size_t kMost = 300;
  std::string names;
  for (const auto& column : dialect.columns) {
    if (names.size() + column.size() > kMost) {
      names += ", …";
      break;
    }
    names += (names.empty() ? "" : ", ") + column;
  }
  return "no column is known for a title or a text; name one with --map COLUMN=title or --map COLUMN=body (columns: " + names + ")";
}

void read(Input& input, Sink& sink) {
  DecodedStream utf8(input.bytes);
  source::PeekedStream bytes(utf8, kHeadBytes);
  const CsvDialect dialect = csv_dialect_of(bytes.head(), bytes.head().size() < kHeadBytes, input.options.column_names);
  if (!dialect.knows_text) {
    sink.refused(0, unknown_columns(dialect));
    return;
  }
  CsvRows rows(bytes, dialect.marks, dialect.columns.size(), input.options.max_record_bytes);
  Table table(dialect, input.options, sink);
  std::size_t before = 0;
  for (bool go_on = true; go_on;) {
    auto row = rows.next();
    if (row.kind == CsvRows::Kind::end) break;
    if (before++ <= dialect.header_row && row.kind == CsvRows::Kind::row) continue;
    go_on = table.row(row);
  }
  if (table.rows() == 0) sink.passed_over(0, "a table without rows");
}

bool named_csv(std::string_view path) {
  const std::string ending = wording::lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 4)));
  return ending == ".csv" || ending == ".tsv" || ending == ".tab";
}

int recognise(std::string_view head, std::string_view path) {
  if (!looks_like(head).empty()) return 0;
  const bool named = named_csv(path);
  const auto line = head.substr(0, head.find_first_of("\r\n"));
  constexpr std::size_t kLongestHeader = 4096;
  if (!named && (line.size() > kLongestHeader || line.find_first_of(",;\t|") == line.npos)) return 0;
  const bool whole = head.size() < kHeadBytes;
  const CsvDialect dialect = csv_dialect_of(text::to_utf8(head).text, whole, {});
  const bool even = dialect.even * 10 >= dialect.rows * 9;
  if (dialect.knows_text && dialect.known >= 2 && even && dialect.columns.size() >= 2) {
    if (named) return 95;
    const bool rows = dialect.rows >= 2 || (dialect.known >= 3 && (dialect.rows == 1 || !whole));
    if (rows && dialect.header_row == 0) return 80;
  }
  constexpr int kByName = 65;
  return named ? kByName : 0;
}

}  // namespace

extern const Format format_csv;
const Format format_csv{
    "csv", ".csv .tsv .tab",
    "id url source section authors tags places language page edition title subtitle summary body published modified embargoed status",
    recognise, read};

}  // namespace backfile::readers
