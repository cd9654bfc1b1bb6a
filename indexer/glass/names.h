// Names numbered in the order in which they first came: a hash table over one string that holds them all.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::glass {

/// Not thread-safe. Made to be cleared and used again, so that its memory stays.
class Names {
 public:
  Names();

  /// The number of prefix + word, which gets the next one where it is new. Views need to live during the call only.
  std::uint32_t number(std::string_view prefix, std::string_view word);

  std::string_view name(std::uint32_t number) const { return {bytes_.data() + entries_[number].begin, entries_[number].size}; }
  std::size_t size() const { return entries_.size(); }
  /// Memory taken.
  std::size_t bytes() const { return bytes_.capacity() + entries_.capacity() * sizeof(Entry) + slots_.capacity() * sizeof(Slot); }
  /// Whether one of them holds this byte.
  bool has_byte(char byte) const { return bytes_.find(byte) != std::string::npos; }

  void clear();

 private:
  struct Entry {
    std::uint32_t begin, size;  // in bytes_
  };
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // 1 + number; 0 where free
  };
  void grow();

  std::string bytes_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
};

}  // namespace backfile::glass
