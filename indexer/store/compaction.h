// Many databases into one, in order, without what was deleted, durable, with checksums: by ourselves (glass/join), or by Xapian's compactor
// where they hold metadata.
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

/// output: must not exist yet; its parent is not synced. The sources, of which none may be written to meanwhile, stay as they are. Takes
/// about a tenth of the time that building them took. Where a source changes meanwhile it fails (Code::busy or Code::damaged), and output
/// is removed.
Result<void> compact(const std::vector<std::string>& sources, const std::string& output);

}  // namespace backfile::store
