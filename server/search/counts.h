// How often a term stands in each article of a stretch of docids: a byte each, of which sixty-four at a time make a set's bits.
#pragma once
#include <xapian.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace backfile::search {

/// Docids are taken in stretches of so many, the first from docid 1 on, which bounds the memory of a match, whatever the size of the
/// archive, and is what threads share a search by. Each costs every term a look at where its postings are: measured, a tenth of matching
/// more than four times as many do, in a quarter of the memory.
inline constexpr Xapian::docid kStretch = 1u << 14;
inline std::size_t stretch_of(Xapian::docid docid) { return (docid - 1) / kStretch; }
inline Xapian::docid first_of_stretch(std::size_t stretch) { return static_cast<Xapian::docid>(stretch) * kStretch + 1; }

/// More occurrences than a byte holds, which hardly an article has.
struct ManyOccurrences {
  Xapian::docid article;
  std::uint32_t occurrences;
};

/// What is kept somewhere else, of one stretch. Bytes are by docid less `first`: 0 where the term is not, else one more than it stands
/// there; for kMany `many`, in order of articles, says it.
struct Counts {
  static constexpr std::uint8_t kMany = 255;

  std::span<const std::uint8_t> bytes{};
  std::span<const ManyOccurrences> many{};
  Xapian::docid first = 1;

  bool empty() const { return bytes.empty(); }
  std::size_t size() const { return bytes.size(); }
  bool has(std::size_t index) const { return bytes[index] > 0; }
  /// Where it is.
  std::uint32_t occurrences(std::size_t index) const {
    if (bytes[index] != kMany) return bytes[index] - 1u;
    const auto article = first + static_cast<Xapian::docid>(index);
    return std::lower_bound(many.begin(), many.end(), article, [](const ManyOccurrences& one, Xapian::docid a) { return one.article < a; })
        ->occurrences;
  }

  /// The byte for so many; articles in order.
  static std::uint8_t byte(Xapian::docid article, std::uint32_t occurrences, std::vector<ManyOccurrences>& many) {
    if (occurrences + 1 < kMany) return static_cast<std::uint8_t>(occurrences + 1);
    many.push_back({article, occurrences});
    return kMany;
  }
};

/// Room for those of one stretch.
struct StretchCounts {
  std::array<std::uint8_t, kStretch> bytes;
  std::vector<ManyOccurrences> many;
};

}  // namespace backfile::search
