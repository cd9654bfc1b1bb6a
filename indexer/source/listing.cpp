#include "indexer/source/listing.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace backfile::source {
namespace {

namespace fs = std::filesystem;

FileStamp stamp_from(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size), std::int64_t{status.st_ctim.tv_sec} * 1'000'000'000 + status.st_ctim.tv_nsec,
          status.st_ino};
}

}  // namespace

bool is_passing_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.front() == '#' || name.back() == '~' || name.back() == '#') return true;
  for (const std::string_view end :
       {".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", ".swx", ".lock"}) {
    if (name.ends_with(end)) return true;
  }
  return name == "4913";  // what Vim makes to try whether it may write
}

Result<FileStamp> stamp_of(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return fail(missing ? Code::not_found : Code::io, path + " cannot be read: " + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return fail(Code::not_found, path + " is no file");
  return stamp_from(status);
}

Result<std::vector<ListedFile>> files_below(const std::string& folder, const std::string& but_not, std::vector<std::string>& unreadable) {
  std::vector<ListedFile> files;
  std::vector<std::string> folders{folder};
  while (!folders.empty()) {
    const std::string at = std::move(folders.back());
    folders.pop_back();
    std::error_code trouble;
    for (fs::directory_iterator entry(at, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
      const std::string name = entry->path().filename().string();
      if (is_passing_name(name)) continue;
      std::string path = at + "/" + name;
      struct stat status {};
      if (::lstat(path.c_str(), &status) != 0) continue;  // gone meanwhile
      if (S_ISDIR(status.st_mode) && path != but_not)
        folders.push_back(std::move(path));
      else if (S_ISREG(status.st_mode))
        files.push_back({std::move(path), stamp_from(status)});
    }
    if (!trouble) continue;
    if (at == folder) return fail(Code::io, folder + " cannot be read: " + trouble.message());
    if (trouble != std::errc::no_such_file_or_directory) unreadable.push_back(at);
  }
  return files;
}

std::string whole_path(const std::string& path) {
  std::error_code trouble;
  const fs::path whole = fs::absolute(path, trouble);
  std::string text = (trouble ? fs::path(path) : whole).lexically_normal().string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

bool lies_in(std::string_view path, std::string_view folder) {
  if (!path.starts_with(folder)) return false;
  return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

}  // namespace backfile::source
