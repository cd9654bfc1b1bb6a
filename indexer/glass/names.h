// Names numbered in the order in which they first came: a hash table over one string that holds them all.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/neighbours.h"

namespace backfile::glass {

/// Not thread-safe. Made to be cleared and used again, so that its memory stays.
class Names {
 public:
  Names();

  /// The number of prefix + word, which gets the next one where it is new. Views need to live during the call only.
  std::uint32_t number(std::string_view prefix, std::string_view word);

  std::string_view name(std::uint32_t number) const { return {bytes_.data() + entries_[number].begin, entries_[number].size}; }
  /// Whether Xapian takes it for a term: 1 to 245 bytes, without a NUL.
  bool is_term(std::uint32_t number) const { return entries_[number].is_term; }
  std::uint8_t neighbour_code(std::uint32_t number) const { return entries_[number].code; }
  std::size_t size() const { return entries_.size(); }
  /// Memory taken.
  std::size_t bytes() const { return bytes_.capacity() + entries_.capacity() * sizeof(Entry) + slots_.capacity() * sizeof(Slot); }

  /// Puts numbers into the order of their names.
  void sort(std::vector<std::uint32_t>& numbers);

  void clear();

 private:
  struct Entry {
    std::uint32_t begin;  // in bytes_
    std::uint32_t size : 27, is_term : 1, code : kNeighbourBits;
  };
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // 1 + number; 0 where free
  };
  struct Key {
    std::uint64_t head;  // the name's first eight bytes, as a number
    std::uint32_t number;
  };
  void grow();

  std::string bytes_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
  std::vector<Key> keys_;  // of sort()
};

}  // namespace backfile::glass
