// Interpolative coding (Moffat and Stuiver; "Managing Gigabytes", 3.4): the middle one is coded within what its neighbours leave open to
// it, then each half in the same way. Bits fill bytes from the lowest up.
#include "indexer/glass/position_list.h"

#include <bit>

#include "indexer/glass/pack.h"

namespace backfile::glass {
namespace {

class Bits {
 public:
  explicit Bits(std::string& out) : out_(out) {}
  ~Bits() {
    if (count_ > 0) out_.push_back(static_cast<char>(bits_));
  }
  Bits(const Bits&) = delete;
  Bits& operator=(const Bits&) = delete;

  /// value: one of 0 … outof - 1. Where outof is no power of two, the middle values take one bit less.
  void put(std::uint32_t value, std::uint32_t outof) {
    auto width = static_cast<unsigned>(std::bit_width(outof - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - outof;
    if (spare > 0) {
      const std::uint64_t middle = (outof - spare) / 2;
      if (value >= middle + spare) {
        value = static_cast<std::uint32_t>(value - (middle + spare)) | 1u << (width - 1);
      } else if (value >= middle) {
        --width;
      }
    }
    bits_ |= static_cast<std::uint64_t>(value) << count_;
    for (count_ += width; count_ >= 8; count_ -= 8, bits_ >>= 8) out_.push_back(static_cast<char>(bits_));
  }

 private:
  std::string& out_;
  std::uint64_t bits_ = 0;
  unsigned count_ = 0;  // of bits not written yet, under 8 between two calls
};

// What lies between first and last, both known. Recursion is as deep as a binary search.
void put_between(Bits& bits, std::span<const std::uint32_t> positions, std::size_t first, std::size_t last) {
  while (first + 1 < last) {
    const std::size_t middle = (first + last) / 2;
    const auto between = static_cast<std::uint32_t>(last - first), before = static_cast<std::uint32_t>(middle - first);
    bits.put(positions[middle] - positions[first] - before, positions[last] - positions[first] - between + 1);
    put_between(bits, positions, first, middle);
    first = middle;
  }
}

/// What Bits wrote. Behind the end there are zeros, and was_enough() is false.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t take(std::uint32_t outof) {
    const auto width = static_cast<unsigned>(std::bit_width(outof - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - outof;
    if (spare == 0) return static_cast<std::uint32_t>(take_bits(width));
    const std::uint64_t middle = (outof - spare) / 2;
    std::uint64_t value = take_bits(width - 1);
    if (value < middle && take_bits(1) != 0) value += middle + spare;
    return static_cast<std::uint32_t>(value);
  }
  bool was_enough() const { return enough_; }

 private:
  std::uint64_t take_bits(unsigned width) {
    while (count_ < width) {
      if (at_ < bytes_.size())
        bits_ |= std::uint64_t{static_cast<unsigned char>(bytes_[at_++])} << count_;
      else
        enough_ = false;
      count_ += 8;
    }
    const std::uint64_t value = bits_ & ((std::uint64_t{1} << width) - 1);
    bits_ >>= width;
    count_ -= width;
    return value;
  }

  const std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t bits_ = 0;
  unsigned count_ = 0;
  bool enough_ = true;
};

void take_between(BitReader& bits, std::vector<std::uint32_t>& positions, std::size_t first, std::size_t last) {
  while (first + 1 < last) {
    const std::size_t middle = (first + last) / 2;
    const auto between = static_cast<std::uint32_t>(last - first), before = static_cast<std::uint32_t>(middle - first);
    // Of damaged bytes only: never beyond what is left open.
    const std::uint32_t open = positions[last] - positions[first] < between ? 1 : positions[last] - positions[first] - between + 1;
    positions[middle] = positions[first] + before + bits.take(open);
    take_between(bits, positions, first, middle);
    first = middle;
  }
}

}  // namespace

void append_positions(std::string& out, std::span<const std::uint32_t> positions) {
  const std::uint32_t first = positions.front(), last = positions.back();
  append_uint(out, last);
  if (positions.size() == 1) return;
  Bits bits(out);
  bits.put(first, last);
  bits.put(static_cast<std::uint32_t>(positions.size() - 2), last - first);
  put_between(bits, positions, 0, positions.size() - 1);
}

bool read_positions(std::string_view bytes, std::vector<std::uint32_t>& positions) {
  positions.clear();
  std::uint64_t last = 0;
  if (!read_uint(bytes, last) || last > 0xFFFFFFFF) return false;
  if (bytes.empty()) {
    positions.push_back(static_cast<std::uint32_t>(last));
    return true;
  }
  if (last == 0) return false;
  BitReader bits(bytes);
  const std::uint32_t first = bits.take(static_cast<std::uint32_t>(last));
  if (first >= last) return false;
  const std::uint64_t size = std::uint64_t{bits.take(static_cast<std::uint32_t>(last) - first)} + 2;
  if (size > last - first + 1) return false;
  positions.resize(size);
  positions.front() = first;
  positions.back() = static_cast<std::uint32_t>(last);
  take_between(bits, positions, 0, positions.size() - 1);
  return bits.was_enough();
}

}  // namespace backfile::glass
