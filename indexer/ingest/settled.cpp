#include "indexer/ingest/settled.h"

#include <iterator>

namespace backfile::ingest {

void Settled::add(std::uint64_t number) {
  if (contains(number)) return;
  std::uint64_t first = number, last = number;
  const auto after = beyond_.find(number + 1);
  if (after != beyond_.end()) {
    last = after->second;
    beyond_.erase(after);
  }
  if (first == prefix_ + 1) {
    prefix_ = last;
    return;
  }
  auto before = beyond_.lower_bound(number);
  if (before != beyond_.begin() && std::prev(before)->second + 1 == number) {
    std::prev(before)->second = last;
  } else {
    beyond_.emplace_hint(before, first, last);
  }
}

bool Settled::contains(std::uint64_t number) const {
  if (number <= prefix_) return true;
  const auto after = beyond_.upper_bound(number);
  return after != beyond_.begin() && std::prev(after)->second >= number;
}

}  // namespace backfile::ingest
