// Links are resolved before anything is opened; nobody else is expected to change the folder under a walk in order to harm it.
#include "indexer/source/folder_links.h"

#include <algorithm>
#include <system_error>

namespace backfile::source {

namespace fs = std::filesystem;

FolderLinks::FolderLinks(const std::string& root) : root_(root) {
  std::error_code error;
  real_root_ = fs::canonical(root_, error);
}

bool FolderLinks::counts(const fs::path& link) const {
  std::error_code error;
  const auto target = fs::canonical(link, error);
  if (error) return false;
  const auto [root_end, rest] = std::mismatch(real_root_.begin(), real_root_.end(), target.begin(), target.end());
  if (root_end != real_root_.end()) return false;
  return std::any_of(rest, target.end(), [](const fs::path& part) { return part.native().starts_with('.'); });
}

bool FolderLinks::reaches(const std::string& below) const {
  std::error_code error;
  const fs::path path = root_ / below, expected = real_root_ / below;
  if (fs::canonical(path.parent_path(), error) != expected.parent_path().lexically_normal() || error) return false;
  return fs::is_symlink(fs::symlink_status(path, error)) ? counts(path) : !error;
}

}  // namespace backfile::source
