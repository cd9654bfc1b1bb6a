#include "server/search/complements.h"

#include <algorithm>

namespace backfile::search {
namespace {

constexpr std::size_t kMost = 16;  // of terms that stand in most articles there are hardly more that are asked about

}  // namespace

std::shared_ptr<const Complement> Complements::of(const Terms& terms, const Gather& gather) {
  const auto find = [&] {
    const auto known = std::find_if(known_.begin(), known_.end(), [&](const auto& one) { return one.first == terms; });
    if (known == known_.end()) return false;
    std::rotate(known_.begin(), known, known + 1);
    return true;
  };
  {
    const std::lock_guard lock(mutex_);
    if (find()) return known_.front().second;
  }
  auto gathered = gather();
  auto complement = gathered ? std::make_shared<const Complement>(std::move(*gathered)) : nullptr;
  const std::lock_guard lock(mutex_);
  if (find()) return known_.front().second;
  known_.emplace(known_.begin(), terms, std::move(complement));
  if (known_.size() > kMost) known_.pop_back();
  return known_.front().second;
}

}  // namespace backfile::search
