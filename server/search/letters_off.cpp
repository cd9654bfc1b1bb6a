// What two words begin and end with in common is passed over; between, the table of distances is filled in a band around its diagonal.
#include "server/search/letters_off.h"

#include <algorithm>
#include <cstdlib>

namespace backfile::search {

Letters::Letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (size_ == kMostLetters) {
      whole_ = false;
      return;
    }
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, text.size() - at);
    char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    at += length;
    codes_[size_++] = code;
  }
}

std::uint32_t Letters::signature() const {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < size_; ++i) bits |= 1u << (codes_[i] % 32);
  return bits;
}

std::optional<int> letters_off(const Letters& one, const Letters& other, int most) {
  std::size_t begin = 0, rows = one.size(), columns = other.size();
  if (std::abs(static_cast<int>(rows) - static_cast<int>(columns)) > most) return std::nullopt;
  while (begin < rows && begin < columns && one[begin] == other[begin]) ++begin;
  while (rows > begin && columns > begin && one[rows - 1] == other[columns - 1]) {
    --rows;
    --columns;
  }
  rows -= begin;
  columns -= begin;
  if (rows == 0 || columns == 0) return static_cast<int>(rows + columns);  // of the same length within `most`
  // Row i holds the distances of the first i letters of one; beyond the band they are above `most` anyway.
  using Row = std::array<int, kMostLetters + 2>;
  std::array<Row, 3> table;
  const auto band = static_cast<std::size_t>(most);
  for (std::size_t j = 0; j <= std::min(columns, band + 1); ++j) table[0][j] = static_cast<int>(j);
  int least_above = 0;
  for (std::size_t i = 1; i <= rows; ++i) {
    Row &row = table[i % 3], &above = table[(i + 2) % 3], &before = table[(i + 1) % 3];
    const std::size_t first = i > band ? i - band : 1, last = std::min(columns, i + band);
    row[first - 1] = first == 1 ? static_cast<int>(i) : most + 1;
    int least = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const char32_t a = one[begin + i - 1], b = other[begin + j - 1];
      row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (a == b ? 0 : 1)});
      if (i > 1 && j > 1 && one[begin + i - 2] == b && other[begin + j - 2] == a) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    row[last + 1] = most + 1;
    // A swap may still bring it one nearer than this row shows, so the row above has a say as well.
    if (least > most && least_above >= most) return std::nullopt;
    least_above = least;
  }
  const int distance = table[rows % 3][columns];
  return distance <= most ? std::optional<int>(distance) : std::nullopt;
}

}  // namespace backfile::search
