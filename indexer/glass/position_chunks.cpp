#include "indexer/glass/position_chunks.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {
namespace {

constexpr unsigned kGapBits = 8;
constexpr std::uint32_t kMostGap = (1u << kGapBits) - 1;

// The number behind all others: as the last one, but for this many bits; of these the last are how many a code has, the others how many a
// position has, less one. So it is of the last document where no position comes near the end of its bits.
constexpr unsigned kTailBits = 7, kCodeBitsBits = 3, kFewestCodeBits = 2;
constexpr std::uint32_t kBehindLast = 1u << (kTailBits - 2 * kFewestCodeBits);

// A number is a position, then how far the next two are each from the one before; 0: it is not among these, for it is too far, or there is
// none. In Xapian's code a position takes 5 bits, and as many steps to decode as there are positions; so it is 7, and a third of the steps.
void pack_alone(std::vector<std::uint32_t>& positions) {
  std::size_t packed = 0;
  for (std::size_t i = 0; i < positions.size();) {
    std::uint32_t number = positions[i] << kPositionBits, before = positions[i++];
    for (unsigned shift = kGapBits; i < positions.size() && positions[i] - before <= kMostGap; shift -= kGapBits) {
      number |= (positions[i] - before) << shift;
      before = positions[i++];
      if (shift == 0) break;
    }
    positions[packed++] = number;
  }
  positions.resize(packed);
}

}  // namespace

void PositionChunks::begin(std::string_view term) {
  write();
  key_ = kChunkMark;
  key_ += term;
  key_ += '\0';
  term_end_ = key_.size();
}

void PositionChunks::add(std::uint32_t document, std::span<const std::uint32_t> positions, std::span<const std::uint8_t> neighbours,
                         unsigned known_bits) {
  constexpr std::uint32_t kFarthest = std::numeric_limits<std::uint32_t>::max() >> kPositionBits;  // the last number there is stays free
  const bool alone = positions.size() >= kAlone;
  if (is_alone_ || alone || numbers_.size() + positions.size() > kMost || document - first_ >= kFarthest) write();
  is_alone_ = alone;
  if (numbers_.empty()) {
    first_ = document;
    known_bits_ = 0;
    neighbours_.clear();
  }
  last_ = document;
  for (const std::uint32_t position : positions) numbers_.push_back((document - first_) << kPositionBits | position);
  if (alone) return;
  if (!neighbours.empty()) known_bits_ = known_bits_ == 0 ? known_bits : std::min(known_bits_, known_bits);
  neighbours_.insert(neighbours_.end(), neighbours.begin(), neighbours.end());
  neighbours_.resize(numbers_.size());
}

void PositionChunks::add_chunk(std::uint32_t first, std::string_view chunk) {
  write();
  key_.resize(term_end_);
  append_sortable(key_, first);
  out_.add(key_, chunk);
}

void PositionChunks::write() {
  if (numbers_.empty()) return;
  key_.resize(term_end_);
  append_sortable(key_, first_);
  chunk_.clear();
  if (is_alone_)
    pack_alone(numbers_);
  else
    add_neighbours();
  append_positions(chunk_, numbers_);
  numbers_.clear();
  out_.add(key_, chunk_);
}

// As many bits as there is room for in a number: what is near in a frequent word's documents leaves most, and phrases of such words are
// those that take long.
void PositionChunks::add_neighbours() {
  const std::uint32_t reach = last_ - first_;
  if (known_bits_ == 0 || reach == 0) return;
  std::uint32_t most = 0;
  for (const std::uint32_t number : numbers_) most = std::max(most, number & (kPositionsEnd - 1));
  ChunkShape shape{reach, static_cast<unsigned>(std::bit_width(most + kBehindLast))};
  const auto taken = shape.position_bits + static_cast<unsigned>(std::bit_width(reach));
  shape.code_bits = std::min(known_bits_, (32 - taken) / 2);
  if (shape.position_bits > kPositionBits || taken > 32 || shape.code_bits < kFewestCodeBits) return;
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const std::uint32_t document = numbers_[i] >> kPositionBits, position = numbers_[i] & (kPositionsEnd - 1);
    const std::uint32_t before = shortened(neighbours_[i] >> kNeighbourBits, shape.code_bits);
    const std::uint32_t behind = shortened(neighbours_[i] & ((1u << kNeighbourBits) - 1), shape.code_bits);
    numbers_[i] = ((document << shape.position_bits | position) << shape.code_bits | before) << shape.code_bits | behind;
  }
  numbers_.push_back(((numbers_.back() >> kTailBits) + 1) << kTailBits | (shape.position_bits - 1) << kCodeBitsBits | shape.code_bits);
  numbers_.insert(numbers_.begin(), 0);
}

bool read_shape(std::string_view chunk, ChunkShape& shape) {
  std::uint32_t first = 0, last = 0;
  if (!read_ends(chunk, first, last)) return false;
  shape = {};
  if (first == 0) {
    shape.tail = last;
    shape.position_bits = (last >> kCodeBitsBits & (kPositionBits - 1)) + 1;
    shape.code_bits = last & ((1u << kCodeBitsBits) - 1);
    if (shape.code_bits < kFewestCodeBits || shape.code_bits > kNeighbourBits) return false;
  }
  shape.reach = are_packed(first) ? 0 : last >> shape.document_shift();
  return shape.tail == 0 || shape.reach > 0;
}

bool read_alone(std::string_view chunk, std::vector<std::uint32_t>& numbers, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  std::uint32_t first = 0, last = 0;
  if (!read_ends(chunk, first, last)) return false;
  if (!are_packed(first)) return read_positions(chunk, positions, most);
  if (!read_positions(chunk, numbers, std::min(most, kPositionsEnd - 1) << kPositionBits | (kPositionsEnd - 1))) return false;
  return unpack_alone(numbers, positions);
}

// Without branches on what is read, which nobody could foretell: one that is not there is written over.
bool unpack_alone(const std::vector<std::uint32_t>& numbers, std::vector<std::uint32_t>& positions) {
  constexpr unsigned kEach = 1 + kPositionBits / kGapBits;
  positions.resize(numbers.size() * kEach);
  std::uint32_t* out = positions.data();
  std::uint32_t behind = 0;  // the last position
  bool rise = true;
  for (const std::uint32_t number : numbers) {
    const std::uint32_t next = number >> kGapBits & kMostGap, last = number & kMostGap;
    std::uint32_t position = number >> kPositionBits;
    rise &= position >= behind;
    behind = position + next + last + 1;
    *out++ = position;
    *out = position += next;
    out += next != 0;
    *out = position + last;
    out += last != 0;
  }
  positions.resize(static_cast<std::size_t>(out - positions.data()));
  return rise && behind <= kPositionsEnd;
}

}  // namespace backfile::glass
