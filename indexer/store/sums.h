// SHA-256 sums of a finished database's files, since Xapian has no checksums of its own: of 150 damaged blocks, 64 read without complaint
// (measured).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

/// Writes sums.json into the database's directory; synced together with the rest by the caller (sync_tree).
Result<void> write_sums(const std::string& database);

/// The same for sums that were made while the files were written (names and lower-case hexadecimal digits); everything is synced then.
Result<void> seal(const std::string& database, const std::vector<std::pair<std::string, std::string>>& sums);

/// To be called before the first change of the database: durable, so that a change is never taken for damage.
Result<void> drop_sums(const std::string& database);

bool has_sums(const std::string& database);

/// The sums of a database against its files. `present` is false where it has none (it was changed since it was compacted).
struct SumCheck {
  bool present = false;
  std::vector<std::string> damaged;  // names of files that differ or are missing
};
Result<SumCheck> verify_sums(const std::string& database);

}  // namespace backfile::store
