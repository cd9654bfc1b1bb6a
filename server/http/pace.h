// How long a peer that moves bytes slowly is waited for: credit in time, spent by waiting and earned by bytes.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>

namespace backfile::http {

/// A peer may be silent for `grace`, and must move `bytes_per_second` on average over any longer time. Only time spent waiting for it
/// counts, not what we do in between.
class Pace {
 public:
  /// Slower than any modem in use; at 4 KB/s an answer of 100 KB still takes half a minute.
  static constexpr double kSlowest = 4096;

  explicit Pace(std::chrono::milliseconds grace, double bytes_per_second = kSlowest)
      : grace_(grace), left_(grace), bytes_per_second_(bytes_per_second) {}

  /// How long it may be waited for now.
  std::chrono::milliseconds left() const { return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(left_), {}); }
  void waited(std::chrono::duration<double> time) { left_ -= time; }
  void moved(std::size_t bytes) {
    left_ = std::min(grace_, left_ + std::chrono::duration<double>(static_cast<double>(bytes) / bytes_per_second_));
  }

 private:
  std::chrono::duration<double> grace_, left_;
  double bytes_per_second_;
};

}  // namespace backfile::http
