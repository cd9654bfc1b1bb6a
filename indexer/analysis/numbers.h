// Numbers: one term however the thousands are separated, wherever the text comes from.
//
//   1,000   1,000,000   1.000.000   1'000'000   10,00,000 (India)   1000, 1000000, 1000000, 1000000, 1000000
//   3.5     3,5         0.125       1,234.56    1.234,56            3.5, 3.5, 0.125, 1234.56, 1234.56
//   1.000                   both 1000 (German) and 1.000 (English), at one position: the text alone does not tell
//   2.5m    1,000th         2.5m, 1000th: letters behind the last digit belong to the number
//   16.4.1912   1,2,3   5'10    no number: 16 4 1912, 1 2 3 and 5 10 as words of their own
// Spaces always separate: 20 000 is two words that a phrase joins.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace backfile::analysis {

/// groups: runs of ASCII digits, none empty; separators[i] (one of . , ') stands between groups i and i+1.
/// The readings of the whole as one number, the likelier first; none where it is no single number.
std::vector<std::string> number_readings(const std::vector<std::string>& groups, const std::vector<char>& separators);

}  // namespace backfile::analysis
