// The best of many matches.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <limits>
#include <vector>

namespace backfile::search {

struct Ranking {
  double score;
  std::uint32_t place;  // in the order of dates: among equal scores the lower is better
  Xapian::docid article;
  bool before(const Ranking& other) const { return score != other.score ? score > other.score : place < other.place; }
};

/// Of one database, whose places are all different.
class Best {
 public:
  /// most: how many are kept.
  explicit Best(std::size_t most) : most_(most) {}

  void offer(const Ranking& ranking) {
    if (most_ == 0 || (full_ && !ranking.before(bar_))) return;
    kept_.push_back(ranking);
    if (kept_.size() >= 2 * most_ + kSpare) cut();
  }

  /// Whether there are as many as are kept, as far as has been looked.
  bool is_full() const { return full_; }

  /// What an article must be before to be among the best; nothing that can be reached by a score below it. Minus infinity while there is
  /// room.
  double least() {
    cut();
    return full_ ? bar_.score : -std::numeric_limits<double>::infinity();
  }

  /// The best first.
  std::vector<Ranking> sorted();

 private:
  static constexpr std::size_t kSpare = 64;  // cutting seldom is what makes it cheap

  void cut();

  std::size_t most_;
  std::vector<Ranking> kept_;
  Ranking bar_{};  // the last of the best, where there are enough
  bool full_ = false;
};

}  // namespace backfile::search
