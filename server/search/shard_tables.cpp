#include "server/search/shard_tables.h"

#include <xapian.h>

#include <fstream>
#include <iterator>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/version_file.h"

namespace backfile::search {

ShardTables open_tables(const std::string& path, std::uint64_t revision, const std::shared_ptr<glass::BlockCache>& cache) {
  if (path.empty()) return {};
  std::ifstream file(path + "/" + glass::kVersionFile, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto version = glass::read_version(bytes);
  if (!version || version->revision != revision) return {};
  const auto open = [&](const char* name, glass::Table table) {
    return std::make_shared<const glass::TableFile>(path + "/" + name, version->roots[table], version->revision, cache);
  };
  ShardTables tables{open(glass::kPostingFile, glass::kPostingTable), open(glass::kPositionFile, glass::kPositionTable),
                     open(glass::kDataFile, glass::kDataTable)};
  if (!tables.postings->result() || !tables.positions->result() || !tables.data->result()) return {};
  return tables;
}

void throw_where_it_failed(const Result<void>& result) {
  if (result) return;
  if (result.error().code == Code::busy) throw Xapian::DatabaseModifiedError(result.error().message);
  throw Xapian::DatabaseCorruptError(result.error().message);
}

}  // namespace backfile::search
