#include "indexer/glass/posting_reader.h"

#include <limits>

namespace backfile::glass {

bool PostingReader::find(std::string_view term, std::uint32_t document, Chunk& chunk) {
  key_.assign(term).push_back('\0');
  append_sortable(key_, document);
  return table_.seek(key_) && parse(term, chunk);
}

PostingReader::Totals PostingReader::totals(std::string_view term) {
  Totals totals;
  if (!table_.seek(term) || table_.key() != term) return totals;
  std::string_view tag = table_.tag();
  if (read_uint(tag, totals.documents) && read_uint(tag, totals.occurrences)) return totals;
  table_.fail_as_damaged();
  return {};
}

bool PostingReader::follow(std::string_view term, Chunk& chunk) {
  if (chunk.is_last) return false;
  const auto before = chunk.last;
  if (!table_.next() || !parse(term, chunk) || chunk.first <= before) {
    table_.fail_as_damaged();
    return false;
  }
  return true;
}

// Of the entry that the table is at; false where it is of another term.
bool PostingReader::parse(std::string_view term, Chunk& chunk) {
  std::string_view key = table_.key(), tag = table_.tag();
  if (!key.starts_with(term)) return false;
  key.remove_prefix(term.size());
  std::uint64_t number = 0;
  if (key.empty()) {
    // The first: how many postings, how many occurrences, and the first document less one.
    if (read_uint(tag, number) && read_uint(tag, number) && read_uint(tag, number) && number < std::numeric_limits<std::uint32_t>::max())
      chunk.first = static_cast<std::uint32_t>(number) + 1;
    else
      tag = {};
  } else {
    if (key.front() != '\0') return false;
    key.remove_prefix(1);
    if (!read_sortable(key, chunk.first) || !key.empty()) tag = {};
  }
  if (!tag.empty() && (tag.front() == '0' || tag.front() == '1')) {
    chunk.is_last = tag.front() == '1';
    tag.remove_prefix(1);
    if (read_uint(tag, number) && number <= std::numeric_limits<std::uint32_t>::max() - chunk.first) {
      chunk.last = chunk.first + static_cast<std::uint32_t>(number);
      chunk.postings = tag;
      return true;
    }
  }
  table_.fail_as_damaged();
  return false;
}

}  // namespace backfile::glass
