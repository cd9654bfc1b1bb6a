// Which records of a run are settled for good (durable, unchanged or refused), in the order of the input though they end out of order.
#pragma once
#include <cstdint>
#include <map>

namespace backfile::ingest {

/// Not thread-safe. Memory grows with the gaps between settled records, not with the records.
class Settled {
 public:
  /// A record, counted from 1, each once.
  void add(std::uint64_t number);

  /// All records up to and including this one are settled.
  std::uint64_t prefix() const { return prefix_; }

  bool contains(std::uint64_t number) const;

 private:
  std::uint64_t prefix_ = 0;
  std::map<std::uint64_t, std::uint64_t> beyond_;  // first -> last of each run of settled records past the prefix
};

}  // namespace backfile::ingest
