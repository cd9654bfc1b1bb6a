// Advisory locks between processes and between threads: one writer at a time, and living temporary directories told from dead ones.
#pragma once
#include <string>

#include "indexer/errors/error.h"

namespace backfile::store {

/// Holds flock(2) on a file, exclusively, until destroyed; the system lets go of it when the process dies. Each Lock opens the file anew,
/// so two in one process exclude each other as well.
class Lock {
 public:
  /// Creates the file where missing. Waits up to `wait_seconds` (0: not at all), then Code::locked.
  static Result<Lock> acquire(const std::string& path, double wait_seconds);
  ~Lock();
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&& other) noexcept;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  explicit Lock(int fd) : fd_(fd) {}
  int fd_;  // -1 where moved from
};

}  // namespace backfile::store
