// A bound on what a query finds, from its words' frequencies alone: many a match need not be made.
#pragma once
#include <cstdint>

#include "server/query/expression.h"
#include "server/search/terms.h"

namespace backfile::search {

/// Articles that match at most; 0: none does. A microsecond or two a term. Throws Xapian's errors.
std::uint64_t most_found(const query::Expression& expression, const Terms& terms);

}  // namespace backfile::search
