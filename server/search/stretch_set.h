// Some articles of one stretch of docids, a bit each: two kilobytes, so that sets are joined, met and taken from each other in a
// microsecond.
#pragma once
#include <xapian.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "server/search/stretch.h"

namespace backfile::search {

/// By halves: std::popcount is a call where the processor is not known to count.
inline std::size_t bits_in(std::uint64_t word) {
  constexpr std::uint64_t kTwos = 0x5555555555555555, kFours = 0x3333333333333333, kEights = 0x0F0F0F0F0F0F0F0F, kEach = 0x0101010101010101;
  word -= word >> 1 & kTwos;
  word = (word & kFours) + (word >> 2 & kFours);
  return ((word + (word >> 4)) & kEights) * kEach >> 56;
}

/// Quicker than one by one, where the processor can count.
std::size_t bits_in(std::span<const std::uint64_t> words);
/// In order, those of a set whose first bit stands for `first`.
std::vector<Xapian::docid> docids_in(std::span<const std::uint64_t> words, Xapian::docid first);

/// By index: docid less the stretch's first. Sets that are joined are equally wide.
class StretchSet {
 public:
  static constexpr std::size_t kWords = kStretch / 64;

  /// Empty, of indices below `most`.
  explicit StretchSet(std::size_t most = kStretch) : used_((most + 63) / 64) { clear(); }
  /// As wide, and empty.
  StretchSet like() const { return StretchSet(used_ * 64); }
  StretchSet(const StretchSet& other) : used_(other.used_) { std::copy_n(other.words_.begin(), used_, words_.begin()); }
  StretchSet& operator=(const StretchSet& other) {
    used_ = other.used_;
    std::copy_n(other.words_.begin(), used_, words_.begin());
    return *this;
  }

  void insert(std::size_t index) { words_[index / 64] |= std::uint64_t{1} << (index % 64); }
  void erase(std::size_t index) { words_[index / 64] &= ~(std::uint64_t{1} << (index % 64)); }
  bool contains(std::size_t index) const { return words_[index / 64] >> (index % 64) & 1; }
  void clear() { std::fill_n(words_.begin(), used_, 0); }

  /// Words in use. Bits of 64 indices are from 64 · place on.
  std::size_t words() const { return used_; }
  std::uint64_t word(std::size_t place) const { return words_[place]; }
  void set_word(std::size_t place, std::uint64_t bits) { words_[place] = bits; }

  std::size_t size() const { return bits_in(std::span(words_).first(used_)); }
  bool empty() const {
    constexpr std::size_t kAtOnce = 16;  // most sets are not empty, which is soon seen
    for (std::size_t begin = 0; begin < used_; begin += kAtOnce) {
      std::uint64_t any = 0;
      for (std::size_t i = begin; i < std::min(used_, begin + kAtOnce); ++i) any |= words_[i];
      if (any != 0) return false;
    }
    return true;
  }
  /// Whether there are no more than so many.
  bool has_at_most(std::size_t most) const {
    std::size_t size = 0;
    for (std::size_t i = 0; i < used_ && size <= most; ++i)
      for (auto bits = words_[i]; bits != 0 && size <= most; bits &= bits - 1) ++size;
    return size <= most;
  }

  StretchSet& operator|=(const StretchSet& other) {
    for (std::size_t i = 0; i < used_; ++i) words_[i] |= other.words_[i];
    return *this;
  }
  StretchSet& operator&=(const StretchSet& other) {
    for (std::size_t i = 0; i < used_; ++i) words_[i] &= other.words_[i];
    return *this;
  }
  StretchSet& operator-=(const StretchSet& other) {
    for (std::size_t i = 0; i < used_; ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  /// visit(index), in order.
  template <class Visit>
  void each(Visit&& visit) const {
    for (std::size_t place = 0; place < used_; ++place)
      for (auto bits = words_[place]; bits != 0; bits &= bits - 1) visit(place * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }
  /// Takes out what test(index) is false for.
  template <class Test>
  void keep_if(Test&& test) {
    each([&](std::size_t index) {
      if (!test(index)) erase(index);
    });
  }

  std::vector<Xapian::docid> articles(std::size_t stretch) const {
    return docids_in(std::span(words_).first(used_), first_of_stretch(stretch));
  }

 private:
  std::size_t used_;
  std::array<std::uint64_t, kWords> words_;
};

/// A set whose articles have numbers, in their order from 0 on.
class NumberedSet {
 public:
  NumberedSet(const StretchSet& set, std::size_t stretch) : set_(set), articles_(set.articles(stretch)) {
    const auto first = first_of_stretch(stretch);
    for (std::size_t i = 0, next = 0; i < articles_.size(); ++i)
      for (const std::size_t place = (articles_[i] - first) / 64; next <= place; ++next) before_[next] = static_cast<std::uint16_t>(i);
  }

  const std::vector<Xapian::docid>& articles() const { return articles_; }
  const StretchSet& set() const { return set_; }
  /// Of one that is in the set.
  std::size_t number(std::size_t index) const {
    return before_[index / 64] + bits_in(set_.word(index / 64) & ((std::uint64_t{1} << (index % 64)) - 1));
  }

 private:
  const StretchSet set_;
  std::array<std::uint16_t, StretchSet::kWords> before_;  // how many there are before each word
  std::vector<Xapian::docid> articles_;
};

/// One bit for each of 64 bytes: whether it is not zero.
inline std::uint64_t not_zero(const std::uint8_t* bytes) {
  std::uint64_t bits = 0;
#ifdef __SSE2__
  for (unsigned i = 0; i < 64; i += 16) {
    const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const int zeros = _mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_setzero_si128()));
    bits |= static_cast<std::uint64_t>(static_cast<std::uint16_t>(~zeros)) << i;
  }
#else
  // Eight bytes at a time: the high bit of each is made to say it, and a product gathers these.
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7F, kGather = 0x0102040810204080;
  for (unsigned i = 0; i < 8; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + i * std::size_t{8}, 8);
    const std::uint64_t high = (((eight & kLow) + kLow) | eight) & ~kLow;
    bits |= ((high >> 7) * kGather >> 56) << (8 * i);
  }
#endif
  return bits;
}

}  // namespace backfile::search
