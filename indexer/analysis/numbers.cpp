// Thousands and decimals told apart by the shape of the number alone: the language plays no part, so queries need none.
#include "indexer/analysis/numbers.h"

#include <algorithm>

namespace backfile::analysis {
namespace {

using Groups = std::vector<std::string>;

// Groups 0 to last-1 are thousands of each other: 1 to 3 digits, then threes; or Indian twos before a closing three.
bool grouped(const Groups& groups, std::size_t count) {
  if (count < 2 || groups[0].size() > 3 || groups[0][0] == '0' || groups[count - 1].size() != 3) return false;
  const auto inner_are = [&](std::size_t size) {
    return std::all_of(groups.begin() + 1, groups.begin() + static_cast<std::ptrdiff_t>(count) - 1,
                       [size](const std::string& group) { return group.size() == size; });
  };
  return inner_are(3) || (groups[0].size() <= 2 && inner_are(2));
}

std::string joined(const Groups& groups, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += groups[i];
  return digits;
}

bool all_equal(const std::vector<char>& separators, std::size_t count) {
  return std::all_of(separators.begin(), separators.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](char separator) { return separator == separators[0]; });
}

}  // namespace

std::vector<std::string> number_readings(const Groups& groups, const std::vector<char>& separators) {
  const std::size_t count = groups.size();
  if (count == 1) return {groups[0]};
  const char last = separators.back();
  if (all_equal(separators, count - 1) && grouped(groups, count)) {
    std::string whole = joined(groups, count);
    if (count == 2 && last == '.') return {groups[0] + "." + groups[1], std::move(whole)};
    return {std::move(whole)};
  }
  if (last == '\'') return {};
  if (count == 2) return {groups[0] + "." + groups[1]};
  const bool thousands_then_decimals = separators[0] != last && all_equal(separators, count - 2) && grouped(groups, count - 1);
  if (thousands_then_decimals) return {joined(groups, count - 1) + "." + groups[count - 1]};
  return {};
}

}  // namespace backfile::analysis
