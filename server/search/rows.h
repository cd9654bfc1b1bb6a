// How often two words stand in a row, about: what is said by some hundred articles that have both. A match would look at all of them
// (measured: a millisecond for two frequent words), and what is weighed with this needs no more.
#pragma once
#include <cstdint>
#include <string>
#include <tuple>

#include "server/search/deadline.h"
#include "server/search/terms.h"

namespace backfile::search {

/// Two terms.
struct Row {
  std::string first, second;
  bool operator<(const Row& other) const { return std::tie(first, second) < std::tie(other.first, other.second); }
};

/// Articles that have them at neighbouring positions, in this order; exact where few articles have both. needed: so many it takes to
/// matter: where there are far fewer, it is said the sooner, and the less exactly. Throws Xapian's errors and DeadlinePassed.
std::uint64_t articles_in_a_row(const Terms& terms, const Row& row, double needed, const Deadline& deadline);

}  // namespace backfile::search
