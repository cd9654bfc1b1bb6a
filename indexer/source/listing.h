// The files below a folder with what tells whether they changed: for whoever keeps an archive current.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::source {

/// Two equal stamps of one path mean the same content, as far as the file system can tell.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t changed_ns = 0;  // when content, rights or name last changed (ctime), since 1970
  std::uint64_t inode = 0;
  bool operator==(const FileStamp&) const = default;
};

struct ListedFile {
  std::string path;
  FileStamp stamp;
};

/// Hidden names, and those that editors, browsers and copying programs give to what is not finished: "~", ".tmp", ".part", …
bool is_passing_name(std::string_view name);

/// The regular files below `folder`, which is a path without a slash at its end; in the order of the directories. Links, hidden and passing
/// names are passed over, and so is the folder `but_not`. Error: the folder itself cannot be read; a folder below it that cannot be read is
/// put into `unreadable`.
Result<std::vector<ListedFile>> files_below(const std::string& folder, const std::string& but_not, std::vector<std::string>& unreadable);

/// The stamp of a regular file; Code::not_found where there is none of this name.
Result<FileStamp> stamp_of(const std::string& path);

/// Absolute and without "." and ".."; no slash at the end.
std::string whole_path(const std::string& path);

/// Whether `path` is `folder` or lies below it.
bool lies_in(std::string_view path, std::string_view folder);

}  // namespace backfile::source
