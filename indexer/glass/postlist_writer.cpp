#include "indexer/glass/postlist_writer.h"

#include "indexer/glass/pack.h"

namespace backfile::glass {
namespace {

constexpr std::size_t kChunk = 2000;     // bytes, about: what Xapian writes, and one item of a table
constexpr std::size_t kChunkHeads = 40;  // a chunk's own head and its key, but for the term

}  // namespace

PostlistWriter::PostlistWriter(TableWriter& table, std::string_view term, std::uint64_t postings, std::uint64_t occurrences)
    : table_(table), term_(term), postings_(postings), occurrences_(occurrences) {}

void PostlistWriter::add(std::uint32_t document, std::uint32_t occurrences) {
  if (chunk_.size() >= kChunk - kChunkHeads - term_.size()) write_chunk(false);
  if (chunk_.empty()) {
    first_ = document;
  } else {
    append_uint(chunk_, document - last_ - 1);
  }
  last_ = document;
  append_uint(chunk_, occurrences);
}

void PostlistWriter::write_chunk(bool is_last) {
  key_.assign(term_.empty() ? kLengthsKey : term_);
  tag_.clear();
  if (is_first_chunk_) {
    append_uint(tag_, postings_);
    append_uint(tag_, occurrences_);
    append_uint(tag_, first_ - 1);
  } else {
    if (!term_.empty()) key_.push_back('\0');
    append_sortable(key_, first_);
  }
  tag_.push_back(is_last ? '1' : '0');
  append_uint(tag_, last_ - first_);
  tag_.append(chunk_);
  table_.add(key_, tag_);
  chunk_.clear();
  is_first_chunk_ = false;
}

void ValueWriter::add(std::uint32_t document, std::string_view value) {
  if (!chunk_.empty() && chunk_.size() + value.size() > kChunk - kChunkHeads) write_chunk();
  if (chunk_.empty()) {
    first_ = document;
  } else {
    append_uint(chunk_, document - last_ - 1);
  }
  last_ = document;
  append_string(chunk_, value);
}

void ValueWriter::write_chunk() {
  std::string key(kValuesKey);
  append_uint(key, slot_);
  append_sortable(key, first_);
  if (!chunk_.empty()) table_.add(key, chunk_);
  chunk_.clear();
}

void add_bounds(TableWriter& table, std::uint32_t slot, std::uint32_t count, std::string_view lowest, std::string_view highest) {
  std::string key(kBoundsKey), tag;
  for (std::uint32_t rest = slot; rest != 0; rest >>= 8) key.push_back(static_cast<char>(rest));
  append_uint(tag, count);
  append_string(tag, lowest);
  if (lowest != highest) tag.append(highest);
  table.add(key, tag);
}

}  // namespace backfile::glass
