// Whether an archive can be trusted: manifest, checksums, Xapian's own structures, and every article's terms and stored form.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

struct CheckOptions {
  /// Longest time for one database's check in a child process; past it the database counts as damaged.
  unsigned seconds_per_database = 3600;
};

struct CheckReport {
  std::uint64_t articles = 0;          // that were read and decoded, held ones too
  std::uint64_t databases = 0;         // that the manifest names
  std::uint64_t summed_databases = 0;  // of these, with checksums (compacted and unchanged since)
  std::vector<std::string> problems;   // one sentence each; the first 100
  bool sound() const { return problems.empty(); }
};

/// Reads the whole archive. Every database is examined in a forked child, so that a damaged block that crashes Xapian is a problem reported
/// and not a crash: call it from a process that has no other threads. A writer may be at work meanwhile: databases that change under the
/// check are looked at again. Errors: Code::not_found, Code::damaged (the manifest itself), Code::version.
Result<CheckReport> check(const std::string& archive, const CheckOptions& options = {});

}  // namespace backfile::store
