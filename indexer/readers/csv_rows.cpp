// Looks for the end of a row first, then takes it apart.
#include "indexer/readers/csv_rows.h"

namespace backfile::readers {

CsvRows::Extent CsvRows::extent(bool literal_quotes) {
  Extent extent;
  CsvScan scan(marks_, literal_quotes);
  for (;;) {
    const int c = window_.look(extent.bytes);
    if (c < 0) {
      extent.open = scan.in_quotes();
      return extent;
    }
    ++extent.bytes;
    const bool ends = scan.take(static_cast<char>(c), nullptr) == CsvScan::Event::row;
    extent.odd_marks = scan.odd_marks();
    if (ends) return extent;
    if (c == marks_.line_end && extent.first_line == 0) extent.first_line = extent.bytes;
    if (extent.bytes <= max_row_bytes_) continue;
    extent.too_long = true;
    extent.open = scan.in_quotes();
    return extent;
  }
}

CsvRows::Row CsvRows::take(std::size_t bytes, bool literal_quotes) {
  Row row{Kind::row, csv_cells(window_.ahead().substr(0, bytes), marks_, literal_quotes)};
  window_.advance(bytes);
  consumed_ += bytes;
  if (row.cells.size() > kMaxCsvCells) return {Kind::refused, {}, "a row of more than " + std::to_string(kMaxCsvCells) + " cells"};
  return row;
}

/// The first line has as many cells as a row should have, and what the quotation mark makes of it and the lines below has
/// not, or holds further marks where none may be.
bool CsvRows::is_stray_quote(const Extent& extent, std::size_t cells) const {
  if (extent.first_line == 0 || columns_ < 2 || (cells == columns_ && !extent.odd_marks)) return false;
  constexpr std::uint64_t kFree = 1u << 20;
  if (!extent.open && looked_at_twice_ + extent.bytes > consumed_ + kFree) return false;
  return csv_cells(window_.ahead().substr(0, extent.first_line), marks_, true).size() == columns_;
}

CsvRows::Row CsvRows::first_line_alone(const Extent& extent) {
  if (extent.open)
    no_close_before_ = consumed_ + extent.bytes;
  else
    looked_at_twice_ += extent.bytes;
  Row row = take(extent.first_line, true);
  row.warning = "a quotation mark is never closed";
  return row;
}

/// Goes on to the end of the row without holding it: a line end outside quotation marks, which cannot be told after a mark that is never
/// closed.
CsvRows::Row CsvRows::too_long() {
  CsvScan scan(marks_, consumed_ < no_close_before_);
  for (int c = window_.look(); c >= 0; c = window_.look()) {
    window_.advance(1);
    window_.keep_from_here();
    ++consumed_;
    if (scan.take(static_cast<char>(c), nullptr) == CsvScan::Event::row) break;
  }
  return {Kind::refused, {}, "is larger than " + std::to_string(max_row_bytes_) + " bytes, the limit for one record"};
}

CsvRows::Row CsvRows::next() {
  window_.keep_from_here();
  if (window_.look() < 0) {
    if (!window_.error() || error_reported_) return {};
    error_reported_ = true;
    return {Kind::refused, {}, window_.error()->message};
  }
  const bool literal_quotes = consumed_ < no_close_before_;
  const Extent end = extent(literal_quotes);
  if (end.too_long) return end.open && is_stray_quote(end, 0) ? first_line_alone(end) : too_long();
  const std::size_t cells = end.first_line == 0 ? columns_ : csv_cells(window_.ahead().substr(0, end.bytes), marks_, literal_quotes).size();
  if (is_stray_quote(end, cells)) return first_line_alone(end);
  Row row = take(end.bytes, literal_quotes);
  if (end.open && row.kind == Kind::row) row.warning = "the text ends within quotation marks";
  return row;
}

}  // namespace backfile::readers
