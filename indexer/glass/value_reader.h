// What every document has, values and lengths, read where it lies in a Glass database from the first document to the last, without
// Xapian's calls for each.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/errors/error.h"
#include "indexer/glass/posting_chunks.h"
#include "indexer/glass/table_reader.h"

namespace backfile::glass {

/// One thread at a time. Where there is trouble, there seem to be no more, and result() says so.
class ValueReader {
 public:
  /// file: of posting lists. last: the database's last document; beyond it there are none.
  ValueReader(std::shared_ptr<const TableFile> file, std::uint32_t last) : table_(std::move(file)), last_(last) {}

  const Result<void>& result() const { return table_.result(); }

  /// visit(document, value) of those that have one in the slot, in order. The value is valid until the call ends.
  template <class Visit>
  void values(std::uint32_t slot, Visit&& visit) {
    std::uint64_t before = 0, document = 0;
    for (bool there = find_values(slot, document); there; there = next_chunk(document)) {
      if (!walk_values(table_.tag(), document, [&](std::uint64_t one, std::string_view value) {
            if (!is_next(one, before)) return false;
            visit(static_cast<std::uint32_t>(one), value);
            return true;
          }))
        return table_.fail_as_damaged();
    }
  }

  /// visit(document, length) of all, in order. Lengths are occurrences of terms.
  template <class Visit>
  void lengths(Visit&& visit) {
    std::uint64_t before = 0, document = 0;
    std::string_view chunk;
    for (bool there = find_lengths(document, chunk); there; there = next_chunk(document), chunk = table_.tag()) {
      if (!walk_postings(chunk, document, [&](std::uint64_t one, std::uint64_t length) {
            if (!is_next(one, before)) return false;
            visit(static_cast<std::uint32_t>(one), static_cast<std::uint32_t>(length));
            return true;
          }))
        return table_.fail_as_damaged();
    }
  }

 private:
  bool find_values(std::uint32_t slot, std::uint64_t& document);
  bool find_lengths(std::uint64_t& document, std::string_view& chunk);
  bool next_chunk(std::uint64_t& document);
  bool is_next(std::uint64_t document, std::uint64_t& before) const {
    if (document <= before || document > last_) return false;
    before = document;
    return true;
  }

  TableReader table_;
  const std::uint32_t last_;
  std::string prefix_;  // of the keys of what is read, but for the lengths' first
};

}  // namespace backfile::glass
