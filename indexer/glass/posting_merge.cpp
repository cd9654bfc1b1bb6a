#include "indexer/glass/posting_merge.h"

#include <algorithm>

namespace backfile::glass {

bool PostingMerge::Cursor::read_term() {
  if (at == end) return false;
  const std::uint64_t size = take_uint(at);
  term = {at, size};
  at += size;
  return true;
}

// For a heap, whose first is the greatest by this order: the least term, and of equal ones the first part.
bool PostingMerge::comes_later(const Cursor* a, const Cursor* b) {
  const int order = a->term.compare(b->term);
  return order != 0 ? order > 0 : a->base > b->base;
}

void PostingMerge::add(const Part& part, std::uint32_t base) {
  cursors_.push_back({part.postings.data(), part.postings.data() + part.postings.size(), base, {}});
}

bool PostingMerge::next() {
  if (!started_) {
    for (Cursor& cursor : cursors_) {
      if (cursor.read_term()) heap_.push_back(&cursor);
    }
    std::make_heap(heap_.begin(), heap_.end(), comes_later);
    started_ = true;
  }
  readers_.clear();
  count_ = occurrences_ = 0;
  if (heap_.empty()) return false;
  term_ = heap_.front()->term;
  while (!heap_.empty() && heap_.front()->term == term_) {
    std::pop_heap(heap_.begin(), heap_.end(), comes_later);
    Cursor& cursor = *heap_.back();
    count_ += take_uint(cursor.at);
    occurrences_ += take_uint(cursor.at);
    const std::uint64_t size = take_uint(cursor.at);
    readers_.emplace_back(std::string_view(cursor.at, size), cursor.base);
    cursor.at += size;
    if (cursor.read_term()) {
      std::push_heap(heap_.begin(), heap_.end(), comes_later);
    } else {
      heap_.pop_back();
    }
  }
  return true;
}

}  // namespace backfile::glass
