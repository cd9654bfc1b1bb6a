// Arguments to files: names, folders, globs and standard input. What is inside a file is visit.cpp's business.
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "indexer/source/file_stream.h"
#include "indexer/source/source.h"
#include "indexer/source/visit.h"

namespace backfile::source {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& path) {
  std::error_code error;
  const auto whole = fs::absolute(path, error);
  return (error ? fs::path(path) : whole).lexically_normal().string();
}

/// One folder that the user named, and what lies below it.
class FolderWalk {
 public:
  FolderWalk(const Visit& visit, std::string root) : visit_(visit), root_(std::move(root)) {
    std::error_code error;
    real_root_ = fs::canonical(root_, error);
  }

  /// below: path under the root, empty for the root itself.
  bool folder(const std::string& below) {
    std::vector<std::string> names;
    if (!first_visit(at(below)) || !list(below, names)) return true;
    for (const auto& name : names) {
      if (!item(below.empty() ? name : below + "/" + name)) return false;
    }
    return true;
  }

 private:
  std::string at(const std::string& below) const { return below.empty() ? root_ : root_ + "/" + below; }

  /// A folder that links reach in two ways is read once, which also ends every cycle.
  bool first_visit(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && seen_.emplace(status.st_dev, status.st_ino).second;
  }

  bool list(const std::string& below, std::vector<std::string>& names) {
    std::error_code error;
    for (fs::directory_iterator it(at(below), error), end; !error && it != end; it.increment(error)) {
      auto name = it->path().filename().string();
      if (!name.starts_with('.')) names.push_back(std::move(name));
    }
    if (error) {
      visit_.on_refusal(below.empty() ? root_ : below, {Code::io, "the folder cannot be read: " + error.message()});
      return false;
    }
    std::sort(names.begin(), names.end());
    return true;
  }

  bool item(const std::string& below) {
    const std::string path = at(below);
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
      visit_.on_refusal(below, {Code::io, std::string("cannot be read: ") + std::strerror(errno)});
      return true;
    }
    if (S_ISLNK(status.st_mode)) {
      if (!link_counts(path) || ::stat(path.c_str(), &status) != 0) return true;
    }
    if (S_ISDIR(status.st_mode)) return folder(below);
    if (!S_ISREG(status.st_mode)) return true;  // pipes, sockets and devices hold no articles, and reading them could wait for ever
    auto file = FileStream::open(path, FileStream::Accept::regular);
    if (!file) {
      visit_.on_refusal(below, file.error());
      return true;
    }
    return visit_file(visit_, *file, absolute(path), below);
  }

  /// Only a link to what lies in this folder, but is hidden there (as git-annex keeps files), leads to something that the walk would not
  /// meet under its own name.
  bool link_counts(const std::string& path) const {
    std::error_code error;
    const auto target = fs::canonical(path, error);
    if (error) return false;
    const auto [root_end, rest] = std::mismatch(real_root_.begin(), real_root_.end(), target.begin(), target.end());
    if (root_end != real_root_.end()) return false;
    return std::any_of(rest, target.end(), [](const fs::path& part) { return part.native().starts_with('.'); });
  }

  const Visit& visit_;
  std::string root_;
  fs::path real_root_;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

std::vector<std::string> expand(const std::string& pattern) {
  std::vector<std::string> paths;
  glob_t found{};
  if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// name: an existing path. False ends the walk.
bool named(const Visit& visit, const std::string& name, mode_t mode) {
  if (S_ISDIR(mode)) {
    std::string root = name;
    while (root.size() > 1 && root.back() == '/') root.pop_back();
    return FolderWalk(visit, root).folder({});
  }
  auto file = FileStream::open(name, S_ISREG(mode) ? FileStream::Accept::regular : FileStream::Accept::regular_or_pipe);
  if (!file) {
    visit.on_refusal(name, file.error());
    return true;
  }
  return visit_file(visit, *file, absolute(name), name);
}

bool argument(const Visit& visit, const std::string& name) {
  if (name == "-") {
    auto input = FileStream::standard_input();
    return visit_file(visit, input, {}, "-");
  }
  struct stat status {};
  if (::stat(name.c_str(), &status) == 0) return named(visit, name, status.st_mode);
  const int why = errno;
  if (name.find_first_of("*?[") != std::string::npos) {
    const auto paths = expand(name);
    for (const auto& path : paths) {
      if (::stat(path.c_str(), &status) == 0 && !named(visit, path, status.st_mode)) return false;
    }
    if (paths.empty()) visit.on_refusal(name, {Code::not_found, "no file has a name like this"});
    return true;
  }
  const bool missing = why == ENOENT || why == ENOTDIR;
  visit.on_refusal(name, {missing ? Code::not_found : Code::io,
                          missing ? "no such file or folder" : std::string("cannot be read: ") + std::strerror(why)});
  return true;
}

}  // namespace

void walk(const std::vector<std::string>& arguments, const Limits& limits, const OnEntry& on_entry, const OnRefusal& on_refusal) {
  const Visit visit{limits, on_entry, on_refusal};
  for (const auto& name : arguments) {
    if (!argument(visit, name)) return;
  }
}

}  // namespace backfile::source
