// What stands beside a word, four bits a side: by them most places of one word of a phrase are known not to be the phrase's, and nobody
// has to read where its other words stand.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>

namespace backfile::glass {

inline constexpr unsigned kNeighbourBits = 4;

/// Of a word, 1 … 15; 0 is for one that is not known. Two words have the same one time in fifteen. In archives, so never to be changed:
/// FNV-1a of the term (Fowler, Noll and Vo), its halves together.
constexpr std::uint8_t neighbour_code(std::string_view term) {
  std::uint32_t hash = 2166136261u;
  for (const char byte : term) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619u;
  return static_cast<std::uint8_t>(1 + (hash ^ hash >> 16) % 15);
}

/// The same in fewer bits, at least 2, of what was in more; 0 stays 0, and nothing else becomes it.
constexpr std::uint8_t shortened(std::uint8_t code, unsigned bits) {
  return code == 0 ? std::uint8_t{0} : std::max<std::uint8_t>(1, static_cast<std::uint8_t>(code >> (kNeighbourBits - bits)));
}

/// What stands before and behind a place.
struct Neighbours {
  std::uint8_t before = 0, behind = 0;  // neighbour_code()s; 0: not known, or any
  bool operator==(const Neighbours&) const = default;
};

}  // namespace backfile::glass
