// Finding a place in a sorted row, near to where one is.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace backfile::search {

/// The first index from `from` on of a number that is `wanted` or more: near ones are found in few steps.
template <class Numbers>
std::size_t gallop(const Numbers& numbers, std::size_t from, std::uint32_t wanted) {
  std::size_t step = 1, to = from;
  while (to < numbers.size() && numbers[to] < wanted) {
    from = to + 1;
    to += step;
    step *= 2;
  }
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(to, numbers.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, wanted) - numbers.begin());
}

}  // namespace backfile::search
