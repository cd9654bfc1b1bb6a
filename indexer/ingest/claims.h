// The ids that a run has met and that the archive may not show yet, so that an article that comes twice is not added twice.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace backfile::ingest {

/// 24 bytes an entry. Not thread-safe: belongs to the reading thread, which meets the records in order.
class Claims {
 public:
  enum class Claim {
    first,      // of this id: the archive decides whether it is new
    repeated,   // a record of this id came before, another text: it replaces that one
    identical,  // to the last record of this id
  };

  /// digest: 16 bytes, and made from the id as well, so that `identical` rests on 128 bits. Two ids that share a 64-bit hash make
  /// `repeated`, which the writer then settles by the ids themselves.
  /// earlier: for `identical`, the number of that last record.
  Claim claim(const std::string& id, const std::string& digest, std::uint64_t number, std::uint64_t& earlier);

  /// Drops the entries whose record is settled: from then on the archive itself knows them.
  void forget(const std::function<bool(std::uint64_t number)>& is_settled);

  std::size_t size() const { return used_; }

 private:
  struct Entry {
    std::uint64_t id = 0, digest = 0, number = 0;  // number 0: free
  };
  Entry& entry(std::uint64_t id);
  void rebuild(std::size_t slots, const std::function<bool(std::uint64_t)>& is_dropped);
  std::vector<Entry> slots_ = std::vector<Entry>(1 << 12);
  std::size_t used_ = 0;
};

}  // namespace backfile::ingest
