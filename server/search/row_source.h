// Words in a row, or near each other, in a match of Xapian's: a posting source beside the words, for Xapian does not find positions that
// lie in chunks (glass/position_chunks.h).
#pragma once
#include <vector>

#include "server/query/expression.h"
#include "server/search/deadline.h"
#include "server/search/shard_tables.h"

namespace backfile::search {

/// Every article in which the words of a row stand as it says: to be a filter of those that have all of the words. Ends the match by
/// DeadlinePassed once the deadline has passed: a match decider is asked once an article matches, and not while positions are read to
/// find that none of a hundred phrases stands in an article. shards: of which the match is. The match throws DatabaseModifiedError where
/// one of them has changed since it was opened.
query::RowQuery row_queries(std::vector<ShardAndPath> shards, const Deadline& deadline);

}  // namespace backfile::search
