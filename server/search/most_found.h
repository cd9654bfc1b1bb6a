// A bound on what a query finds, from its words' frequencies alone: many a match need not be made.
#pragma once
#include <xapian.h>
#include <cstdint>

#include "server/query/expression.h"

namespace backfile::search {

/// Articles of the database that match at most; 0: none does. A microsecond or two a term. Throws Xapian's errors.
std::uint64_t most_found(const query::Expression& expression, const Xapian::Database& database);

}  // namespace backfile::search
