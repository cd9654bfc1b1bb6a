#include "server/search/age.h"

#include <algorithm>

#include "indexer/store/last_change.h"

namespace backfile::search {

std::optional<double> seconds_since_change(const std::string& archive) {
  const auto changed = store::last_change(archive);
  if (!changed) return std::nullopt;
  return std::max(0.0, std::chrono::duration<double>(std::chrono::system_clock::now() - *changed).count());
}

}  // namespace backfile::search
