// A temporary directory inside the archive, for what is built before it is attached. Its lock tells a living run's from a killed one's.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "indexer/errors/error.h"
#include "indexer/store/lock.h"

namespace backfile::store {

inline constexpr const char* kBuildPrefix = "build-";

/// Removed with everything in it when destroyed. Thread-safe.
class BuildDirectory {
 public:
  /// Takes the archive's write lock for a moment, so that nobody clears the directory away before it is locked. Errors: as begin_writing.
  static Result<std::unique_ptr<BuildDirectory>> create(const std::string& archive, double wait_seconds);
  ~BuildDirectory();
  BuildDirectory(const BuildDirectory&) = delete;
  BuildDirectory& operator=(const BuildDirectory&) = delete;

  /// A path below it that was not given out before. Nothing is created.
  std::string fresh_path();

  /// Removes `path` where the process that made it is gone. Called under the archive's write lock.
  static void remove_if_dead(const std::string& path);

 private:
  BuildDirectory(std::string path, Lock lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  std::string path_;
  Lock lock_;
  std::atomic<unsigned> given_ = 0;
};

}  // namespace backfile::store
