// Sums by article of a stretch, while posting lists are gone through.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "server/search/stretch.h"

namespace backfile::search {

/// By index in what is looked at, below kStretch: a sum, and whether there is one.
class Sums {
 public:
  Sums() : sums_(kStretch), there_(kStretch / 64) {}

  void add(std::size_t index, double more) {
    sums_[index] += more;
    there_[index / 64] |= 1ull << (index % 64);
  }

  double of(std::size_t index) const { return sums_[index]; }

  // size: of what is looked at; all indices are below it.

  /// tell(index, sum) of every index that there is, in order.
  template <class Tell>
  void each(std::size_t size, Tell&& tell) const {
    for (std::size_t word = 0; word < words(size); ++word) {
      for (auto bits = there_[word]; bits != 0; bits &= bits - 1) {
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        tell(index, sums_[index]);
      }
    }
  }

  void clear(std::size_t size) {
    drain(size, [](std::size_t, double) {});
  }

  /// Tells them; then there are none.
  template <class Tell>
  void drain(std::size_t size, Tell&& tell) {
    for (std::size_t word = 0; word < words(size); ++word) {
      for (auto bits = std::exchange(there_[word], 0); bits != 0; bits &= bits - 1) {
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        tell(index, std::exchange(sums_[index], 0.0));
      }
    }
  }

 private:
  static std::size_t words(std::size_t size) { return (size + 63) / 64; }

  std::vector<double> sums_;
  std::vector<std::uint64_t> there_;
};

}  // namespace backfile::search
