// A deadline within a query. A match decider is asked once an article matches: while Xapian reads positions to find that none of a hundred
// phrases stands in an article, nobody asks it.
#pragma once
#include "server/search/deadline.h"

namespace backfile::search {

/// Every article of a database; ends the match by DeadlinePassed once the deadline has passed. For query::to_xapian.
Xapian::Query within(const Deadline& deadline);

}  // namespace backfile::search
