// The tables of positions of several databases into one: in chunks, whatever was loose.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/table_reader.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// One database's. postings: where documents were deleted or replaced since its chunks were written, which then hold positions that nobody
/// has any more; null: none were. base: what is added to the numbers of its documents.
struct JoinedPositions {
  std::shared_ptr<const TableFile> positions, postings;
  std::uint32_t base = 0;
};

/// False where a table holds what neither Xapian nor we write. What was wrong with a table is in `result`.
bool join_positions(const std::vector<JoinedPositions>& tables, TableWriter& out, Result<void>& result);

}  // namespace backfile::glass
