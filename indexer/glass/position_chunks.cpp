#include "indexer/glass/position_chunks.h"

#include <algorithm>
#include <limits>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {
namespace {

constexpr unsigned kGapBits = 8;
constexpr std::uint32_t kMostGap = (1u << kGapBits) - 1;

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

void PositionChunks::add(std::uint32_t document, std::span<const std::uint32_t> positions) {
  constexpr std::uint32_t kFarthest = std::numeric_limits<std::uint32_t>::max() >> kPositionBits;  // the last number there is stays free
  const bool alone = positions.size() >= kAlone;
  if (is_alone_ || alone || numbers_.size() + positions.size() > kMost || document - first_ >= kFarthest) write();
  is_alone_ = alone;
  if (numbers_.empty()) first_ = document;
  for (const std::uint32_t position : positions) numbers_.push_back((document - first_) << kPositionBits | position);
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
  if (is_alone_ && numbers_.front() > 0) pack_alone(numbers_);  // a number below kPositionsEnd is none of several positions
  append_positions(chunk_, numbers_);
  numbers_.clear();
  out_.add(key_, chunk_);
}

bool read_reach(std::string_view chunk, std::uint32_t& reach) {
  std::uint32_t first = 0, last = 0;
  if (!read_ends(chunk, first, last)) return false;
  reach = are_packed(first) ? 0 : last >> kPositionBits;
  return true;
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
