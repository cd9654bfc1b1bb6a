// What it takes for files to survive a power cut: fsync of the file and of the directory that names it.
#pragma once
#include <string>

#include "indexer/errors/error.h"

namespace backfile::store {

/// fsync of one file, or of one directory (its entries, not what the entries hold). Errors: Code::io with the path and the system's reason.
Result<void> sync_path(const std::string& path);

/// Every file below `directory`, then the directory itself. Not the parent.
Result<void> sync_tree(const std::string& directory);

/// Replaces the file at `path` by `content` in one step: a reader sees the old bytes or the new ones, also after a power cut.
/// Uses PATH.new beside it, so two processes must not do this for one path at the same time.
Result<void> replace_file(const std::string& path, const std::string& content);

/// Renames within one directory and syncs that directory.
Result<void> rename_durably(const std::string& from, const std::string& to);

/// Error of the system call that has just failed on `path`: "cannot WHAT PATH: REASON".
Error system_error(const std::string& what, const std::string& path);

}  // namespace backfile::store
