// Tries each delimiter on the first rows.
#include "indexer/readers/csv_dialect.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "indexer/readers/json_names.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kRowsLookedAt = 200;
constexpr std::size_t kHeaderWithin = 10;  // rows: exports put their own title, a search and a date above the table
constexpr std::size_t kLongestName = 64;   // of a column

using ColumnNames = std::map<std::string, std::string>;
using Rows = std::vector<std::vector<std::string>>;

bool is_blank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return text::one_line(cell).empty(); });
}

/// The first rows, blank ones too. The last one is left out where the head may have cut it.
Rows rows_of(std::string_view head, bool whole, const CsvMarks& marks) {
  Rows rows;
  CsvScan scan(marks, false);
  std::vector<std::string> cells(1);
  bool begun = false;
  for (const char c : head) {
    const auto event = scan.take(c, cells.size() > kMaxCsvCells ? nullptr : &cells.back());
    begun = event != CsvScan::Event::row;
    if (event == CsvScan::Event::none) continue;
    if (event == CsvScan::Event::cell) {
      if (cells.size() <= kMaxCsvCells) cells.emplace_back();
      continue;
    }
    rows.push_back(std::move(cells));
    cells.assign(1, {});
    if (rows.size() == kRowsLookedAt) return rows;
  }
  if (begun && whole) rows.push_back(std::move(cells));
  return rows;
}

/// What is known of the columns when this row names them.
void judge_names(const std::vector<std::string>& cells, const ColumnNames& column_names, CsvDialect& dialect) {
  nlohmann::json names = nlohmann::json::object();
  for (const auto& cell : cells) {
    const std::string name = text::one_line(cell);
    if (!name.empty() && name.size() <= kLongestName) names[name] = "";
  }
  const Meanings meanings(names, column_names);
  const auto has = [&](Meaning meaning) { return !meanings.of(meaning).empty(); };
  dialect.knows_text = has(Meaning::title) || has(Meaning::body) || has(Meaning::html) || has(Meaning::summary);
  dialect.known = 0;
  for (std::size_t meaning = 0; meaning < static_cast<std::size_t>(Meaning::count_); ++meaning)
    dialect.known += has(static_cast<Meaning>(meaning)) ? 1 : 0;
}

void find_header(const Rows& rows, std::size_t from, const ColumnNames& column_names, CsvDialect& dialect) {
  std::optional<std::size_t> first;
  std::size_t header = rows.size();
  for (std::size_t row = from; row < rows.size() && row < from + kHeaderWithin; ++row) {
    if (is_blank(rows[row])) continue;
    if (!first) first = row;
    judge_names(rows[row], column_names, dialect);
    if (dialect.knows_text && (rows[row].size() > 1 || row == *first)) {
      header = row;
      break;
    }
  }
  if (!first) return;
  if (header == rows.size()) {
    header = *first;
    judge_names(rows[header], column_names, dialect);
  }
  dialect.header_row = header;
  for (const auto& cell : rows[header]) dialect.columns.push_back(text::one_line(cell));
  for (std::size_t row = header + 1; row < rows.size(); ++row) {
    if (is_blank(rows[row])) continue;
    ++dialect.rows;
    if (rows[row].size() == dialect.columns.size()) ++dialect.even;
  }
}

double score(const CsvDialect& dialect) {
  if (dialect.columns.size() < 2) return dialect.knows_text ? 5 : 0;
  const double evenness = dialect.rows == 0 ? 0.5 : static_cast<double>(dialect.even) / static_cast<double>(dialect.rows);
  const double known = dialect.knows_text ? 20 : 0;
  return known + 10 * static_cast<double>(dialect.known) + 10 * evenness +
         static_cast<double>(std::min<std::size_t>(dialect.columns.size(), 5));
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// Marks within quoted text that are doubled: `""` that is no empty cell.
bool doubles_quotes(std::string_view head, char delimiter) {
  const auto edge = [&](std::size_t at) { return at >= head.size() || head[at] == delimiter || head[at] == '\n' || head[at] == '\r'; };
  for (auto at = head.find("\"\""); at != head.npos; at = head.find("\"\"", at + 2)) {
    if (at > 0 && !(edge(at - 1) && edge(at + 2))) return true;
  }
  return false;
}

bool escapes(std::string_view head, char delimiter) {
  if (count(head, "\\\"") > 0) return !doubles_quotes(head, delimiter);
  return delimiter == '\t' && head.find('"') == head.npos && (head.find("\\N") != head.npos || head.find("\\n") != head.npos);
}

}  // namespace

std::vector<std::string> csv_cells(std::string_view row, const CsvMarks& marks, bool literal_quotes) {
  std::vector<std::string> cells(1);
  CsvScan scan(marks, literal_quotes);
  for (const char c : row) {
    const auto event = scan.take(c, &cells.back());
    if (event == CsvScan::Event::row) break;
    if (event == CsvScan::Event::cell) cells.emplace_back();
    if (cells.size() > kMaxCsvCells) break;
  }
  return cells;
}

CsvDialect csv_dialect_of(std::string_view head, bool whole, const ColumnNames& column_names) {
  CsvDialect best;
  double best_score = -1;
  std::string delimiters = ",;\t|";
  std::size_t from = 0;
  if (head.starts_with("sep=") && head.size() > 5) {  // Excel's own hint
    delimiters = head[4];
    from = 1;
  }
  for (const char delimiter : delimiters) {
    CsvDialect dialect;
    dialect.marks.delimiter = delimiter;
    dialect.marks.line_end = head.find('\n') == head.npos && head.find('\r') != head.npos ? '\r' : '\n';
    dialect.marks.backslashes = escapes(head, delimiter);
    find_header(rows_of(head, whole, dialect.marks), from, column_names, dialect);
    if (const double here = score(dialect); here > best_score) {
      best_score = here;
      best = std::move(dialect);
    }
  }
  return best;
}

}  // namespace backfile::readers
