// What the chunks of the table of posting lists say, from a chunk's first document to its last. The bytes may be damaged.
#pragma once
#include <cstdint>
#include <string_view>

#include "indexer/glass/pack.h"

namespace backfile::glass {

inline constexpr std::uint64_t kMostDocuments = 0xFFFFFFFF;

struct ListHead {
  std::uint64_t postings = 0, occurrences = 0;
};

/// Takes the head of a list off its first chunk, and what the chunk's first document is; false where the bytes are no such thing.
inline bool take_head(std::string_view& tag, ListHead& head, std::uint64_t& first) {
  if (!read_uint(tag, head.postings) || !read_uint(tag, head.occurrences) || !read_uint(tag, first) || first >= kMostDocuments)
    return false;
  ++first;
  return true;
}

/// visit(document, occurrences) until it says false; then, and where the bytes are no chunk of postings, so does this.
template <class Visit>
bool walk_postings(std::string_view chunk, std::uint64_t document, Visit&& visit) {
  std::uint64_t number = 0;
  if (chunk.empty() || (chunk.front() != '0' && chunk.front() != '1')) return false;
  chunk.remove_prefix(1);
  if (!read_uint(chunk, number)) return false;  // how far the last document is
  for (bool first = true; first || !chunk.empty(); first = false) {
    if (!first) {
      if (!read_uint(chunk, number) || number >= kMostDocuments) return false;
      document += number + 1;
    }
    if (!read_uint(chunk, number) || !visit(document, number)) return false;
  }
  return true;
}

/// visit(document, value), as walk_postings().
template <class Visit>
bool walk_values(std::string_view chunk, std::uint64_t document, Visit&& visit) {
  std::uint64_t number = 0;
  for (bool first = true; first || !chunk.empty(); first = false) {
    if (!first) {
      if (!read_uint(chunk, number) || number >= kMostDocuments) return false;
      document += number + 1;
    }
    if (!read_uint(chunk, number) || number > chunk.size() || !visit(document, chunk.substr(0, number))) return false;
    chunk.remove_prefix(number);
  }
  return true;
}

}  // namespace backfile::glass
