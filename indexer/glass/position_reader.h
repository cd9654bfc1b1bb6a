// Positions of words in documents, read where they lie in a Glass database.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/position_list.h"
#include "indexer/glass/table_reader.h"

namespace backfile::glass {

/// One thread at a time. Terms have no NUL in them. Quickest where documents are asked for in order, a term at a time: what lies near is in
/// one block.
class PositionReader {
 public:
  explicit PositionReader(std::shared_ptr<const TableFile> file) : table_(std::move(file)) {}

  /// Where there is trouble, positions seem to be none, and this says so.
  const Result<void>& result() const { return table_.result(); }

  /// Ascending; none where the document has not got the term, or not with positions. most: positions beyond it may be left out.
  void read(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& positions,
            std::uint32_t most = std::numeric_limits<std::uint32_t>::max()) {
    positions.clear();
    key_.assign(term).push_back('\0');
    append_sortable(key_, document);
    if (!table_.seek(key_) || table_.key() != key_) return;
    if (read_positions(table_.tag(), positions, most)) return;
    positions.clear();
    table_.fail_as_damaged();
  }

 private:
  TableReader table_;
  std::string key_;
};

}  // namespace backfile::glass
