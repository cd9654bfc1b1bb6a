// Putting a freshly compacted database in the place of one or several: merging, and making sure that nothing deleted is left on disk.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/store/build_directory.h"
#include "indexer/store/manifest.h"

namespace backfile::store {

/// Which databases to replace by one, by name; none: nothing is done. Either visible ones, or the one of held articles alone.
using Choose = std::function<Result<std::vector<std::string>>(const Manifest&)>;

/// Compacts without the lock, so that others can write; where one of them changed a source meanwhile, once more with it. Returns the
/// databases that the manifest no longer names: to be given to remove_databases() after kGraceSeconds.
Result<std::vector<std::string>> replace_by_compacted(const std::string& archive, BuildDirectory& build, const Choose& choose,
                                                      double wait_seconds);

}  // namespace backfile::store
