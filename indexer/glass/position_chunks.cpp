#include "indexer/glass/position_chunks.h"

#include <limits>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {

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
  append_positions(chunk_, numbers_);
  numbers_.clear();
  out_.add(key_, chunk_);
}

bool read_reach(std::string_view chunk, std::uint32_t& reach) {
  std::uint64_t last = 0;
  if (!read_uint(chunk, last) || last > std::numeric_limits<std::uint32_t>::max()) return false;
  reach = static_cast<std::uint32_t>(last) >> kPositionBits;
  return true;
}

}  // namespace backfile::glass
