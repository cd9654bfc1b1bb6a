// Articles on their way between the visible databases and that of held articles. Such a move takes two commits: the new form is written,
// then the old one goes. The first commit notes the ids in its database's metadata, so that whoever comes between the two, a reader or the
// writer after a killed one, knows of which articles there may be two forms. The one of the later revision is the right one.
#pragma once
#include <xapian.h>
#include <string>
#include <vector>

#include "indexer/store/archive.h"

namespace backfile::store {

/// Ids that the last commit to this database wrote while another database still had an older form. Throws Xapian::Error.
std::vector<std::string> moved_ids(const Xapian::Database& database);

/// Makes the next commit note them. Throws Xapian::Error.
void store_moved_ids(Xapian::WritableDatabase& database, const std::vector<std::string>& ids);

/// Removes the older form wherever a move is half done: opens every database; writes only where there is such a one.
Result<void> finish_moves(const WriteAccess& access);

}  // namespace backfile::store
