// The tables of a database that searches read themselves, past Xapian (indexer/glass): opened once a revision, shared by all threads.
#pragma once
#include <xapian.h>
#include <memory>
#include <string>
#include <utility>

#include "indexer/glass/table_reader.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::search {

/// All or none.
struct ShardTables {
  std::shared_ptr<const glass::TableFile> postings, positions, data;
};

/// path: the directory of `shard`; empty: unknown. None where it is of a format that we do not read: then Xapian is asked. Throws
/// DatabaseModifiedError where it is not of this revision any more. cache: of all databases; null: blocks are not kept.
ShardTables open_tables(const Xapian::Database& shard, const std::string& path, const std::shared_ptr<glass::BlockCache>& cache);

/// A database that is searched, and its directory.
using ShardAndPath = std::pair<const Xapian::Database*, std::string>;

using store::throw_where_it_failed;

}  // namespace backfile::search
