// Parts of some work, each taken by one of the threads that share it.
#pragma once
#include <atomic>
#include <cstddef>
#include <optional>

namespace backfile::search {

/// Any thread.
class Parts {
 public:
  explicit Parts(std::size_t count) : count_(count) {}

  /// From the first on; nothing where all are taken.
  std::optional<std::size_t> next() {
    if (taken_.fetch_add(1) >= count_) return std::nullopt;
    return first_.fetch_add(1);
  }
  /// From the last on: who takes these and who takes next() have little to do with each other's neighbours.
  std::optional<std::size_t> last() {
    if (taken_.fetch_add(1) >= count_) return std::nullopt;
    return count_ - 1 - last_.fetch_add(1);
  }

 private:
  const std::size_t count_;
  std::atomic<std::size_t> taken_{0}, first_{0}, last_{0};
};

}  // namespace backfile::search
