// What searches need for a moment, and is large, is used again from search to search.
#pragma once
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "server/search/stretch_postings.h"
#include "server/search/sums.h"

namespace backfile::search {

/// What is taken is as it was given.
template <class Thing, std::size_t kMost>
class Reserve {
 public:
  std::unique_ptr<Thing> take() {
    if (free_.empty()) return std::make_unique<Thing>();
    auto thing = std::move(free_.back());
    free_.pop_back();
    return thing;
  }
  void give(std::unique_ptr<Thing> thing) {
    if (free_.size() < kMost) free_.push_back(std::move(thing));
  }

 private:
  std::vector<std::unique_ptr<Thing>> free_;
};

/// One a serving thread.
struct Reserves {
  Reserve<Sums, 3> sums;              // 128 kilobytes each
  Reserve<StretchRoom, 16> postings;  // 16 kilobytes each
};

}  // namespace backfile::search
