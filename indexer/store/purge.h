// Removing what was deleted from the disk as well: Xapian leaves the bytes of what it deletes in freed blocks until they are used again.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

struct Purged {
  std::size_t rewritten = 0;  // databases
  /// Processes that still have old files open though these have no name any more; a server lets go with its next search. Empty where there
  /// are none, or none that this user may look at.
  std::vector<int> still_open_in;
};

/// After it no file of the archive's databases holds anything of what was deleted or replaced before the call. Rewrites every database that
/// was written to since it was last compacted, in about a tenth of the time that building it took and with room on the disk for one more of
/// the largest; others may read and write meanwhile. Waits some seconds for readers to let go of the old files. What a bulk load that is
/// under way holds is not looked at. let_go: called now and then while it waits, for a server to close what it holds open itself. Errors:
/// as begin_writing; where it fails or is killed, it is to be called again.
Result<Purged> purge_deleted(
    const std::string& archive, double wait_seconds, const std::function<void()>& let_go = [] {});

}  // namespace backfile::store
