// Interpolative coding (Moffat and Stuiver; "Managing Gigabytes", 3.4): the middle one is coded within what its neighbours leave open to
// it, then each half in the same way. Bits fill bytes from the lowest up.
#include "indexer/glass/position_list.h"

#include <array>
#include <bit>
#include <cstring>

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
  explicit BitReader(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  // Without branches on what is read, which nobody could foretell. Of the least power of two that is not below outof, half is surely read;
  // what is below as much as outof has beyond that half has one bit more.
  std::uint32_t take(std::uint32_t outof) {
    if (count_ < 32) fill();
    const auto sure = static_cast<unsigned>(std::bit_width((outof - 1) | 1)) - 1;
    const std::uint64_t half = std::uint64_t{1} << sure, value = bits_ & (half - 1);
    const std::uint64_t one_more = value < outof - half;
    const std::uint64_t taken = sure + one_more;
    const std::uint64_t whole = value | (bits_ & (one_more << sure));
    bits_ >>= taken;
    count_ -= static_cast<int>(taken);
    return static_cast<std::uint32_t>(whole);
  }
  bool was_enough() const { return count_ + (end_ - at_) * 8 >= behind_ * 8; }

 private:
  // Eight bytes at once, of which those count that fit; near the end one by one.
  void fill() {
    if constexpr (std::endian::native == std::endian::little) {
      if (end_ - at_ >= 8) {
        std::uint64_t eight;
        std::memcpy(&eight, at_, 8);
        bits_ |= eight << count_;
        const int bytes = (63 - count_) / 8;
        at_ += bytes;
        count_ += bytes * 8;
        return;
      }
    }
    for (; count_ <= 56; count_ += 8) {
      if (at_ < end_)
        bits_ |= std::uint64_t{static_cast<unsigned char>(*at_++)} << count_;
      else
        ++behind_;
    }
  }

  const char* at_;
  const char* const end_;
  std::uint64_t bits_ = 0;
  int count_ = 0;              // of bits that can be taken; what bits_ has beyond them is of the bytes from at_ on
  std::ptrdiff_t behind_ = 0;  // bytes of these that were not there
};

// All but the first and the last, which are known and have room for all between them, as then whatever the bits are has; only those up to
// `most` stay where it says so before the end. False where there were not enough bits.
bool take_between(BitReader bits, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  struct End {
    std::uint32_t place, position;
  };
  std::array<End, 33> later;  // as deep as a binary search
  std::uint32_t* const at = positions.data();
  std::size_t waiting = 0;
  End first{0, at[0]}, last{static_cast<std::uint32_t>(positions.size() - 1), positions.back()};
  const auto take_one = [&bits](std::uint32_t before, std::uint32_t behind) { return before + 1 + bits.take(behind - before - 1); };
  while (true) {
    while (last.place - first.place > 4) {
      const std::uint32_t middle = (first.place + last.place) / 2;
      const std::uint32_t open = last.position - first.position - (last.place - first.place) + 1;
      const std::uint32_t position = first.position + (middle - first.place) + bits.take(open);
      at[middle] = position;
      later[waiting++] = last;
      last = {middle, position};
    }
    // The same, without a loop: nobody could foretell where that turns.
    std::uint32_t* const next = at + first.place + 1;
    const std::uint32_t apart = last.position - first.position;
    switch (last.place - first.place) {
      case 4:
        next[1] = first.position + 2 + bits.take(apart - 3);
        next[0] = take_one(first.position, next[1]);
        next[2] = take_one(next[1], last.position);
        break;
      case 3:
        next[0] = first.position + 1 + bits.take(apart - 2);
        next[1] = take_one(next[0], last.position);
        break;
      case 2:
        next[0] = take_one(first.position, last.position);
        break;
      default:
        break;
    }
    if (waiting == 0) break;
    first = last;
    last = later[--waiting];
    if (first.position >= most) {  // they come in order
      positions.resize(first.place + 1);
      break;
    }
  }
  return bits.was_enough();
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

bool read_ends(std::string_view bytes, std::uint32_t& first, std::uint32_t& last) {
  std::uint64_t number = 0;
  if (!read_uint(bytes, number) || number > 0xFFFFFFFF) return false;
  first = last = static_cast<std::uint32_t>(number);
  if (bytes.empty()) return true;
  if (last == 0) return false;
  first = BitReader(bytes).take(last);
  return first < last;
}

bool read_positions(std::string_view bytes, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  constexpr std::uint64_t kLongest = 1u << 26;  // of an article at its limit in bytes
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
  if (size > last - first + 1 || size > kLongest) return false;
  positions.resize(size);
  positions.front() = first;
  positions.back() = static_cast<std::uint32_t>(last);
  return take_between(bits, positions, most);
}

}  // namespace backfile::glass
