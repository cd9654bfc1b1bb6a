// The tables of posting lists of several databases into one, metadata and values with them.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/glass/table_reader.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// One database's table, at its first entry; base: what is added to the numbers of its documents.
struct JoinedTable {
  std::unique_ptr<TableReader> table;
  std::uint32_t base = 0;
};

/// False where a table holds what we do not write. What was wrong with a table is in its result().
bool join_postings(std::vector<JoinedTable>& tables, TableWriter& out);

}  // namespace backfile::glass
