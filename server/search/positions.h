// Words in a row, or near each other: which of some articles have them so. Xapian reads positions, in one pass over the articles, with a
// cursor of its own for each word: a third of what it costs to ask for each list of positions (measured).
#pragma once
#include <xapian.h>
#include <vector>

#include "server/search/deadline.h"

namespace backfile::search {

/// Those of `articles` (docids of the database, ascending) that match `row`, in their order. Throws Xapian::Error and DeadlinePassed.
std::vector<Xapian::docid> standing(const Xapian::Query& row, const std::vector<Xapian::docid>& articles, const Xapian::Database& database,
                                    const Deadline& deadline);

}  // namespace backfile::search
