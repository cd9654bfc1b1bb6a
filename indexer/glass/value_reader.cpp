#include "indexer/glass/value_reader.h"

#include "indexer/glass/postlist_writer.h"

namespace backfile::glass {

bool ValueReader::find_values(std::uint32_t slot, std::uint64_t& document) {
  prefix_ = kValuesKey;
  append_uint(prefix_, slot);
  table_.seek(prefix_);  // whatever comes before them
  return next_chunk(document);
}

bool ValueReader::find_lengths(std::uint64_t& document, std::string_view& chunk) {
  prefix_ = kLengthsKey;
  if (!table_.seek(prefix_) || table_.key() != prefix_) return false;
  chunk = table_.tag();
  ListHead head;
  if (take_head(chunk, head, document)) return true;
  table_.fail_as_damaged();
  return false;
}

bool ValueReader::next_chunk(std::uint64_t& document) {
  if (!table_.result() || !table_.next() || !table_.key().starts_with(prefix_)) return false;
  std::string_view number = table_.key().substr(prefix_.size());
  std::uint32_t first = 0;
  if (read_sortable(number, first) && number.empty()) {
    document = first;
    return true;
  }
  table_.fail_as_damaged();
  return false;
}

}  // namespace backfile::glass
