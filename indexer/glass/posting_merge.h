// The postings of several parts, term by term, in the order of terms.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/glass/pack.h"
#include "indexer/glass/part.h"

namespace backfile::glass {

/// Reads the postings of one term in one part.
class PartPostings {
 public:
  /// base: the number of the document before the part's first, in the database.
  PartPostings(std::string_view bytes, std::uint32_t base) : at_(bytes.data()), end_(at_ + bytes.size()), document_(base + 1) {}
  bool next() {
    if (at_ == end_) return false;
    document_ += static_cast<std::uint32_t>(take_uint(at_));
    occurrences_ = static_cast<std::uint32_t>(take_uint(at_));
    const std::uint64_t size = take_uint(at_);
    const char* const end = at_ + size;
    const std::uint64_t neighbours = size == 0 ? 0 : take_uint(at_);
    neighbours_ = {reinterpret_cast<const std::uint8_t*>(at_), neighbours};
    positions_ = {at_ + neighbours, end};
    at_ = end;
    return true;
  }
  std::uint32_t document() const { return document_; }  // in the database, from 1
  std::uint32_t occurrences() const { return occurrences_; }
  std::string_view positions() const { return positions_; }                 // packed; empty: none
  std::span<const std::uint8_t> neighbours() const { return neighbours_; }  // of each position; empty: of none

 private:
  const char *at_, *end_;
  std::uint32_t document_, occurrences_ = 0;
  std::string_view positions_;
  std::span<const std::uint8_t> neighbours_;
};

/// Parts lie behind each other in the order in which they were added.
class PostingMerge {
 public:
  void add(const Part& part, std::uint32_t base);

  /// The next term; false behind the last.
  bool next();
  std::string_view term() const { return term_; }
  std::uint64_t postings() const { return count_; }
  std::uint64_t occurrences() const { return occurrences_; }
  /// One a part that has the term, in the order of documents.
  const std::vector<PartPostings>& readers() const { return readers_; }

 private:
  struct Cursor {
    const char *at, *end;
    std::uint32_t base;
    std::string_view term;
    bool read_term();
  };
  static bool comes_later(const Cursor* a, const Cursor* b);

  std::vector<Cursor> cursors_;
  std::vector<Cursor*> heap_;
  bool started_ = false;
  std::string_view term_;
  std::uint64_t count_ = 0, occurrences_ = 0;
  std::vector<PartPostings> readers_;
};

}  // namespace backfile::glass
