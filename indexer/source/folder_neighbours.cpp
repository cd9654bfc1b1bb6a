// Directory entries and plain opens; every name is held against the folder's links first.
#include "indexer/source/folder_neighbours.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "indexer/source/bounded_read.h"

namespace backfile::source {

namespace fs = std::filesystem;

bool is_path_below(const std::string& name) {
  if (name.empty() || name.find('\0') != name.npos) return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const auto end = std::min(name.find('/', begin), name.size());
    const std::string_view part(name.data() + begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

FolderNeighbours::FolderNeighbours(std::string root, const Limits& limits, std::function<bool(const std::string&)> visited)
    : root_(std::move(root)), links_(root_), limits_(limits), visited_(std::move(visited)) {}

std::vector<std::string> FolderNeighbours::list(const std::string& folder, bool deep) {
  std::vector<std::string> names;
  if (!folder.empty() && (!is_path_below(folder) || !links_.reaches(folder))) return names;
  list_into(folder, deep, names);
  std::sort(names.begin(), names.end());
  return names;
}

// Links to folders are not followed, so that this ends.
void FolderNeighbours::list_into(const std::string& folder, bool deep, std::vector<std::string>& names) const {
  std::error_code error;
  const fs::path path = fs::path(root_) / folder;
  for (fs::directory_iterator it(path, error), end; !error && it != end && names.size() < kMaxNames; it.increment(error)) {
    const std::string part = it->path().filename().string();
    if (part.starts_with('.')) continue;
    const std::string below = folder.empty() ? part : folder + "/" + part;
    std::error_code vanished;
    if (it->is_symlink(vanished)) {
      if (it->is_regular_file(vanished) && links_.counts(it->path())) names.push_back(below);
    } else if (it->is_directory(vanished)) {
      if (deep) list_into(below, deep, names);
    } else if (it->is_regular_file(vanished)) {
      names.push_back(below);
    }
  }
}

Result<Neighbours::Bytes> FolderNeighbours::read_one(const std::string& name, std::size_t max_bytes) const {
  const auto slash = place().rfind('/');
  const std::string own = slash == std::string::npos ? std::string() : place().substr(0, slash + 1);
  if (!is_path_below(name) || !(name.starts_with(own) || visited(name))) return fail(Code::refused, "is no path below the folder");
  std::error_code error;
  if (!fs::exists(fs::path(root_) / name, error)) return fail(Code::not_found, "is missing");
  if (!links_.reaches(name)) return fail(Code::refused, "is a link that is not followed");
  auto file = FileStream::open(root_ + "/" + name, FileStream::Accept::regular);
  if (!file) return tl::unexpected<Error>(file.error());
  return read_bounded(*file, *file, limits_, max_bytes);
}

void FolderNeighbours::read(std::vector<std::string> names, std::size_t max_bytes, const Take& take) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string& name : names) take(name, read_one(name, max_bytes));
}

}  // namespace backfile::source
