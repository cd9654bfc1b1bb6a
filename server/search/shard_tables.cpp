#include "server/search/shard_tables.h"

#include <filesystem>

#include "indexer/glass/open.h"

namespace backfile::search {

ShardTables open_tables(const Xapian::Database& shard, const std::string& path, const std::shared_ptr<glass::BlockCache>& cache) {
  if (path.empty()) return {};
  const auto changed = [&] { return Xapian::DatabaseModifiedError(path + " has changed meanwhile"); };
  const auto version = glass::version_of(path);
  if (!version && !std::filesystem::exists(path)) throw changed();
  if (!version) return {};
  if (version->revision != shard.get_revision()) throw changed();
  const auto open = [&](glass::Table table) { return glass::open_table(path, *version, table, cache); };
  const ShardTables tables{open(glass::kPostingTable), open(glass::kPositionTable), open(glass::kDataTable)};
  for (const auto* table : {&tables.postings, &tables.positions, &tables.data})
    if (!(*table)->result()) throw changed();
  return tables;
}

}  // namespace backfile::search
