// The table of posting lists: values and their bounds, lengths of documents, then each term's postings, in chunks.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/glass/table_writer.h"

namespace backfile::glass {

// Of keys that belong to no term.
inline constexpr std::string_view kMetadataKey("\0\xc0", 2), kBoundsKey("\0\xd0", 2), kValuesKey("\0\xd8", 2), kLengthsKey("\0\xe0", 2);

/// One list, cut into chunks; its postings are added in the order of documents.
class PostlistWriter {
 public:
  /// term: empty for the lengths of documents. Live as long as this.
  PostlistWriter(TableWriter& table, std::string_view term, std::uint64_t postings, std::uint64_t occurrences);
  void add(std::uint32_t document, std::uint32_t occurrences);
  /// Call once, behind the last; at least one must have been added.
  void finish() { write_chunk(true); }

 private:
  void write_chunk(bool is_last);
  TableWriter& table_;
  const std::string_view term_;
  const std::uint64_t postings_, occurrences_;
  std::string chunk_, tag_, key_;
  std::uint32_t first_ = 0, last_ = 0;  // in chunk_
  bool is_first_chunk_ = true;
};

/// One slot's values, in chunks by document.
class ValueWriter {
 public:
  ValueWriter(TableWriter& table, std::uint32_t slot) : table_(table), slot_(slot) {}
  void add(std::uint32_t document, std::string_view value);
  void finish() { write_chunk(); }

 private:
  void write_chunk();
  TableWriter& table_;
  const std::uint32_t slot_;
  std::string chunk_;
  std::uint32_t first_ = 0, last_ = 0;
};

/// How many values a slot has, and between what.
void add_bounds(TableWriter& table, std::uint32_t slot, std::uint32_t count, std::string_view lowest, std::string_view highest);

}  // namespace backfile::glass
