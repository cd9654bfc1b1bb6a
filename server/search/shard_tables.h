// The tables of a database that searches read themselves, past Xapian (indexer/glass): opened once a revision, shared by all threads.
#pragma once
#include <memory>
#include <string>

#include "indexer/glass/table_reader.h"

namespace backfile::search {

/// All or none.
struct ShardTables {
  std::shared_ptr<const glass::TableFile> postings, positions, data;
};

/// path: a database's directory; empty: unknown. None where it is not of this revision any more, or of a format that we do not read (the
/// version file says so): then Xapian is asked. cache: of all databases.
ShardTables open_tables(const std::string& path, std::uint64_t revision, const std::shared_ptr<glass::BlockCache>& cache);

/// Where reading ended in trouble: DatabaseModifiedError or DatabaseCorruptError of Xapian, which searches know what to do about.
void throw_where_it_failed(const Result<void>& result);

}  // namespace backfile::search
