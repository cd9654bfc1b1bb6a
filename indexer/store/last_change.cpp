#include "indexer/store/last_change.h"

#include <sys/stat.h>

#include <algorithm>

#include "indexer/store/manifest.h"

namespace backfile::store {
namespace {

using Clock = std::chrono::system_clock;

Clock::time_point modified(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  const auto since = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
  return Clock::time_point(std::chrono::duration_cast<Clock::duration>(since));
}

}  // namespace

std::optional<Clock::time_point> last_change(const std::string& archive) {
  const auto manifest = read_manifest(archive);
  if (!manifest) return std::nullopt;
  Clock::time_point latest = modified(archive + "/" + kManifestName);
  // Xapian renames a new one into place with every commit.
  for (const std::string& database : manifest->all()) latest = std::max(latest, modified(archive + "/" + database + "/iamglass"));
  return latest;
}

}  // namespace backfile::store
