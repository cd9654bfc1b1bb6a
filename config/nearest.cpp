// Edit distance with swaps (optimal string alignment), over three rows.
#include "config/nearest.h"

#include <algorithm>

namespace backfile::config {
namespace {

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  constexpr std::size_t kLongest = 64;  // nobody mistypes a setting's name this long; bounds the work
  if (name.size() > kLongest) return {};
  std::string best;
  std::size_t fewest = SIZE_MAX;
  for (const std::string& candidate : known) {
    const std::size_t changes = distance(name, candidate);
    if (changes < fewest && changes * 2 <= std::max(candidate.size(), name.size())) best = candidate, fewest = changes;
  }
  return best;
}

}  // namespace backfile::config
