// Keeping an archive current with folders: what of them has to be read again, what has gone, and one batch of both into the archive.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/ingest/pipeline.h"
#include "indexer/ingest/provenance.h"

namespace backfile::ingest {

struct KeepingOptions {
  AddOptions add;
  std::vector<std::string> folders;    // as source::whole_path gives them
  bool delete_missing = false;         // articles that no file gives any more are withdrawn
  bool delete_more_than_half = false;  // also where more than half of the known files are gone at one look
};

/// What there is to do.
struct Due {
  std::set<std::string> changed;  // files to read
  std::set<std::string> gone;     // known files that are no more
  bool empty() const { return changed.empty() && gone.empty(); }
};

struct KeepingReport {
  Report added;
  std::uint64_t files = 0;      // read, or gone
  std::uint64_t withdrawn = 0;  // articles
};

/// Used by one thread.
class Keeping {
 public:
  /// Makes the archive where there is none. Errors: as create_archive, Provenance::open.
  static Result<Keeping> open(KeepingOptions options);

  /// Everything below the folders against what is known. troubles: one sentence each for what could not be looked at, or will not be
  /// deleted.
  Due look_everywhere(std::vector<std::string>& troubles);

  /// These files and folders, of which something was noticed: a file that is there counts as changed, whatever its stamp says.
  Due look_at(const std::set<std::string>& paths);

  /// Some of what is due, taken out of it: a batch of a bearable size. On an error nothing is taken out, and the call may be repeated.
  Result<KeepingReport> take_batch(Due& due, Progress& progress);

 private:
  explicit Keeping(KeepingOptions options) : options_(std::move(options)) {}
  Result<void> record(const std::vector<FileChange>& changes, KeepingReport& report);
  bool root_is_there(const std::string& path) const;
  void add_changed_below(const std::string& folder, Due& due) const;

  KeepingOptions options_;
  std::unique_ptr<Provenance> provenance_;
};

}  // namespace backfile::ingest
