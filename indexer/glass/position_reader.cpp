#include "indexer/glass/position_reader.h"

#include <algorithm>

#include "indexer/glass/pack.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_list.h"

namespace backfile::glass {
namespace {

constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();

}  // namespace

void PositionReader::read(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& positions, std::uint32_t most,
                          Neighbours beside) {
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
  const ChunkShape& shape = chunk_.shape;
  const std::uint32_t begin = (document - chunk_.first) << shape.document_shift();
  const std::uint32_t end = begin + ((std::min(most, (1u << shape.position_bits) - 1) + 1) << (2 * shape.code_bits)) - 1;
  const bool as_before = beside == chunk_.beside || shape.code_bits == 0;
  // The first time as far as needed, but where the chunk before was come back to; whoever does that will have most of it.
  if ((chunk_.decoded < end || !as_before) && !decode(chunk_.decoded == 0 && !again_ ? end : kMost, beside)) return;
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
  for (std::size_t i = from; i < to; ++i) positions[i - from] = chunk_.shape.position(numbers_[i]);
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
  std::uint32_t first = 0;
  ChunkShape& shape = chunk_.shape;
  if (!read_sortable(number, first) || !number.empty() || !read_shape(chunks_.tag(), shape) || shape.reach > kMost - first) {
    chunks_.fail_as_damaged();
    return false;
  }
  chunk_.first = first;
  chunk_.last = first + shape.reach;
  return document <= chunk_.last;
}

bool PositionReader::decode(std::uint32_t last_number, Neighbours beside) {
  if (!read_positions(chunks_.tag(), numbers_, last_number)) {
    fail(numbers_);
    return false;
  }
  // What stands before and behind all numbers is none.
  if (const std::uint32_t tail = chunk_.shape.tail; tail > 0) {
    if (numbers_.back() == tail) numbers_.pop_back();
    numbers_.erase(numbers_.begin());
  }
  chunk_.decoded = last_number;
  chunk_.beside = beside;
  chunk_.at = 0;
  if (chunk_.shape.code_bits > 0 && beside != Neighbours{}) keep_beside(beside);
  return true;
}

// Without branches on what is read: most numbers go.
void PositionReader::keep_beside(Neighbours beside) {
  const unsigned bits = chunk_.shape.code_bits;
  const std::uint32_t before = shortened(beside.before, bits), behind = shortened(beside.behind, bits), mask = (1u << bits) - 1;
  const auto may_be = [](std::uint32_t wanted, std::uint32_t known) { return (wanted == known) | (wanted == 0) | (known == 0); };
  std::uint32_t* out = numbers_.data();
  for (const std::uint32_t number : numbers_) {
    *out = number;
    out += may_be(before, number >> bits & mask) & may_be(behind, number & mask);
  }
  numbers_.resize(static_cast<std::size_t>(out - numbers_.data()));
}

}  // namespace backfile::glass
