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
  if (key_.empty() || term != term_) begin(term);
  // What is loose is newer than a chunk that was written before the document was replaced.
  const bool not_loose = none_loose_.first <= document && document <= none_loose_.last;
  if (there_->loose && !not_loose && read_loose(document, positions, most)) return;
  if (!there_->chunks) return;
  if ((document < chunk_.first || document > chunk_.last) && !find_chunk(document)) return;
  if (chunk_.first == chunk_.last) {
    if (!read_alone(chunks_.tag(), numbers_, positions, most)) fail(positions);
    return;
  }
  const std::uint32_t begin = (document - chunk_.first) << kPositionBits, end = begin | std::min(most, kPositionsEnd - 1);
  // The first time as far as needed, but where the chunk before was come back to; whoever does that will have most of it.
  if (chunk_.decoded < end && !decode(numbers_.empty() && !again_ ? end : kMost)) return;
  ++chunk_.asked;
  take(begin, end, positions);
}

void PositionReader::begin(std::string_view term) {
  term_.assign(term);
  key_ = kChunkMark;
  key_ += term;
  key_ += '\0';
  none_loose_ = {};
  chunk_ = {};
  numbers_.clear();
  again_ = false;
}

// Whoever asks about several documents of a chunk mostly asks in order.
void PositionReader::take(std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t>& positions) {
  std::size_t from = chunk_.at;
  if (from > numbers_.size() || (from > 0 && numbers_[from - 1] >= begin)) from = 0;
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

bool PositionReader::read_loose(std::uint32_t document, std::vector<std::uint32_t>& positions, std::uint32_t most) {
  const std::size_t size = key_.size();
  append_sortable(key_, document);
  const std::string_view key = std::string_view(key_).substr(1), term = key.substr(0, size - 1);
  bool found = loose_.seek(key) && loose_.key() == key;
  if (found && !read_positions(loose_.tag(), positions, most)) {
    positions.clear();
    loose_.fail_as_damaged();
  }
  if (!found && loose_.result()) {
    none_loose_ = {document, kMost};
    if (loose_.next() && loose_.key().starts_with(term)) {
      std::string_view number = loose_.key().substr(term.size());
      std::uint32_t next = 0;
      none_loose_.last = read_sortable(number, next) && next > document ? next - 1 : document;
    }
  }
  found = found || !loose_.result();
  key_.resize(size);
  return found;
}

bool PositionReader::find_chunk(std::uint32_t document) {
  again_ = chunk_.asked > 1;
  chunk_ = {};
  numbers_.clear();
  const std::size_t size = key_.size();
  append_sortable(key_, document);
  const bool found = chunks_.seek(key_) && chunks_.key().starts_with(std::string_view(key_).substr(0, size));
  key_.resize(size);
  if (!found) return false;
  std::string_view number = chunks_.key().substr(size);
  std::uint32_t first = 0, reach = 0;
  if (!read_sortable(number, first) || !number.empty() || !read_reach(chunks_.tag(), reach) || reach > kMost - first) {
    chunks_.fail_as_damaged();
    return false;
  }
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
