#include "indexer/glass/position_reader.h"

#include <algorithm>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {
namespace {

constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void PositionReader::read(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  positions.clear();
  if (!there_) look_what_there_is();
  // What is loose is newer than a chunk that was written before the document was replaced.
  if (there_->loose && read_loose(term, document, positions, most)) return;
  if (!there_->chunks) return;
  if ((document < chunk_.first || document > chunk_.last || term != chunk_.term) && !find_chunk(term, document)) return;
  if (chunk_.first == chunk_.last) {
    if (!read_positions(chunks_.tag(), positions, most)) fail(positions);
    return;
  }
  const std::uint32_t begin = (document - chunk_.first) << kPositionBits, end = begin | std::min(most, kPositionsEnd - 1);
  // The first time as far as needed; whoever comes again will have most of it.
  if (chunk_.decoded < end && !decode(numbers_.empty() ? end : kMost)) return;
  take(begin, end, positions);
}

void PositionReader::take(std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t>& positions) {
  if (chunk_.at > numbers_.size() || (chunk_.at > 0 && numbers_[chunk_.at - 1] >= begin)) chunk_.at = 0;
  std::size_t from = chunk_.at;
  while (from < numbers_.size() && numbers_[from] < begin) ++from;
  std::size_t to = from;
  while (to < numbers_.size() && numbers_[to] <= end) ++to;
  positions.resize(to - from);
  for (std::size_t i = from; i < to; ++i) positions[i - from] = numbers_[i] & (kPositionsEnd - 1);
  chunk_.at = to;
}

void PositionReader::fail(std::vector<std::uint32_t>& positions) {
  chunks_.fail_as_damaged();
  chunk_ = {};
  positions.clear();
}

// Chunks come first in the table.
void PositionReader::look_what_there_is() {
  static const std::string kBehindChunks(1, kChunkMark + 1), kBehindAll(kMaxKeyBytes, '\xff');
  there_.emplace();
  there_->chunks = chunks_.seek(kBehindChunks);
  there_->loose = loose_.seek(kBehindAll) && loose_.key().front() != kChunkMark;
}

bool PositionReader::read_loose(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  if (none_loose_.first <= document && document <= none_loose_.last && term == none_loose_.term) return false;
  key_.assign(term).push_back('\0');
  const std::size_t term_end = key_.size();
  append_sortable(key_, document);
  if (loose_.seek(key_) && loose_.key() == key_) {
    if (!read_positions(loose_.tag(), positions, most)) {
      positions.clear();
      loose_.fail_as_damaged();
    }
    return true;
  }
  if (!loose_.result()) return true;
  none_loose_.term.assign(term);
  none_loose_.first = document;
  none_loose_.last = kMost;
  if (!loose_.next() || !loose_.key().starts_with(std::string_view(key_).substr(0, term_end))) return !loose_.result();
  std::string_view number = loose_.key().substr(term_end);
  std::uint32_t next = 0;
  none_loose_.last = read_sortable(number, next) && next > document ? next - 1 : document;
  return false;
}

bool PositionReader::find_chunk(std::string_view term, std::uint32_t document) {
  chunk_ = {std::move(chunk_.term), 1, 0, 0, 0};
  numbers_.clear();
  key_ = kChunkMark;
  key_ += term;
  key_ += '\0';
  const std::size_t term_end = key_.size();
  append_sortable(key_, document);
  if (!chunks_.seek(key_) || !chunks_.key().starts_with(std::string_view(key_).substr(0, term_end))) return false;
  std::string_view number = chunks_.key().substr(term_end);
  std::uint32_t first = 0, reach = 0;
  if (!read_sortable(number, first) || !number.empty() || !read_reach(chunks_.tag(), reach) || reach > kMost - first) {
    chunks_.fail_as_damaged();
    return false;
  }
  chunk_.term.assign(term);
  chunk_.first = first;
  chunk_.last = first + reach;
  return document <= chunk_.last;
}

bool PositionReader::decode(std::uint32_t last_number) {
  if (!read_positions(chunks_.tag(), numbers_, last_number)) {
    fail(numbers_);
    return false;
  }
  chunk_.decoded = last_number;
  chunk_.at = 0;
  return true;
}

}  // namespace backfile::glass
