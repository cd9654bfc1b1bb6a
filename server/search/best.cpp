#include "server/search/best.h"

#include <algorithm>

namespace backfile::search {
namespace {

bool better(const Ranking& a, const Ranking& b) { return a.before(b); }

}  // namespace

void Best::cut() {
  if (kept_.size() < most_ || most_ == 0) return;
  const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(most_) - 1;
  std::nth_element(kept_.begin(), last, kept_.end(), better);
  bar_ = *last;
  full_ = true;
  kept_.resize(most_);
}

std::vector<Ranking> Best::sorted() {
  cut();
  std::sort(kept_.begin(), kept_.end(), better);
  return kept_;
}

}  // namespace backfile::search
