// Arguments to files: names, folders, globs and standard input. What is inside a file is visit.cpp's business.
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "indexer/source/file_stream.h"
#include "indexer/source/folder_links.h"
#include "indexer/source/folder_neighbours.h"
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
  FolderWalk(const Visit& visit, std::string root)
      : visit_(visit), root_(std::move(root)), links_(root_), neighbours_(root_, visit.limits) {}

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
      if (!links_.counts(path) || ::stat(path.c_str(), &status) != 0) return true;
    }
    if (S_ISDIR(status.st_mode)) return folder(below);
    if (!S_ISREG(status.st_mode)) return true;  // pipes, sockets and devices hold no articles, and reading them could wait for ever
    auto file = FileStream::open(path, FileStream::Accept::regular);
    if (!file) {
      visit_.on_refusal(below, file.error());
      return true;
    }
    neighbours_.enter(below);
    return visit_file(visit_, {*file, absolute(path), below, &neighbours_});
  }

  const Visit& visit_;
  std::string root_;
  FolderLinks links_;
  FolderNeighbours neighbours_;
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

/// The arguments one after another.
class Arguments {
 public:
  Arguments(const Visit& visit, const std::vector<std::string>& names) : visit_(visit) {
    for (const auto& name : names) add(name);
  }

  /// False ends the walk.
  bool argument(const std::string& name) {
    if (name == "-") {
      auto input = FileStream::standard_input();
      return visit_file(visit_, {input, {}, "-"});
    }
    struct stat status {};
    if (::stat(name.c_str(), &status) == 0) return named(name, status.st_mode);
    const int why = errno;
    if (name.find_first_of("*?[") != std::string::npos) {
      const auto paths = expand(name);
      for (const auto& path : paths) {
        if (::stat(path.c_str(), &status) == 0 && !named(path, status.st_mode)) return false;
      }
      if (paths.empty()) visit_.on_refusal(name, {Code::not_found, "no file has a name like this"});
      return true;
    }
    const bool missing = why == ENOENT || why == ENOTDIR;
    visit_.on_refusal(name, {missing ? Code::not_found : Code::io,
                             missing ? "no such file or folder" : std::string("cannot be read: ") + std::strerror(why)});
    return true;
  }

 private:
  void add(const std::string& name) {
    struct stat status {};
    if (::stat(name.c_str(), &status) == 0)
      (S_ISDIR(status.st_mode) ? folders_ : files_).insert(absolute(name));
    else
      for (const auto& path : expand(name)) files_.insert(absolute(path));
  }

  /// Whether the walk comes to the file by one of the arguments.
  bool visits(const std::string& path) const {
    if (files_.contains(path)) return true;
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path()) {
      if (folders_.contains(folder.string()) || folders_.contains(folder.string() + "/")) return true;
      if (folder == folder.root_path()) break;
    }
    return false;
  }

  /// name: an existing path.
  bool named(const std::string& name, mode_t mode) {
    if (S_ISDIR(mode)) {
      std::string root = name;
      while (root.size() > 1 && root.back() == '/') root.pop_back();
      return FolderWalk(visit_, root).folder({});
    }
    auto file = FileStream::open(name, S_ISREG(mode) ? FileStream::Accept::regular : FileStream::Accept::regular_or_pipe);
    if (!file) {
      visit_.on_refusal(name, file.error());
      return true;
    }
    const std::string path = absolute(name);
    return visit_file(visit_, {*file, path, name, S_ISREG(mode) ? around(path) : nullptr});
  }

  /// Neighbours of a file that was named alone: kept from one to the next, since a glob names many files of one folder.
  Neighbours* around(const std::string& path) {
    const fs::path top = fs::path(path).parent_path().parent_path();
    if (!neighbours_ || neighbours_->root() != top.string()) {
      neighbours_ = std::make_unique<FolderNeighbours>(top.string(), visit_.limits,
                                                       [this, top](const std::string& below) { return visits((top / below).string()); });
    }
    neighbours_->enter(fs::path(path).lexically_relative(top).string());
    return neighbours_.get();
  }

  const Visit& visit_;
  std::set<std::string> files_, folders_;  // the arguments, absolute
  std::unique_ptr<FolderNeighbours> neighbours_;
};

}  // namespace

void walk(const std::vector<std::string>& arguments, const Limits& limits, const OnEntry& on_entry, const OnRefusal& on_refusal) {
  const Visit visit{limits, on_entry, on_refusal};
  Arguments all(visit, arguments);
  for (const auto& name : arguments) {
    if (!all.argument(name)) return;
  }
}

}  // namespace backfile::source
