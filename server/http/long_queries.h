// Queries beyond the ordinary limits, one at a time: each of two thousand words takes some 500 MB while it runs, since Xapian keeps a
// block of every level of a table for each posting list that it reads.
#pragma once
#include <malloc.h>

#include <chrono>
#include <mutex>

namespace backfile::http {

class LongQueries {
 public:
  /// wait: for the one before.
  explicit LongQueries(std::chrono::milliseconds wait) : wait_(wait) {}

  /// Leave to run one. What it took goes back to the system when this is destroyed.
  class Turn {
   public:
    Turn(std::timed_mutex& mutex, std::chrono::milliseconds wait) : lock_(mutex, wait) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
      if (lock_) malloc_trim(0);
    }
    /// False where there was none for too long.
    explicit operator bool() const { return lock_.owns_lock(); }

   private:
    std::unique_lock<std::timed_mutex> lock_;
  };
  Turn turn() { return {mutex_, wait_}; }

 private:
  const std::chrono::milliseconds wait_;
  std::timed_mutex mutex_;
};

}  // namespace backfile::http
