// The archive's directory: creating it, entering it as the one writer, and clearing what killed runs left behind.
// Layout: manifest.json, lock, gNNNNNN (databases that the manifest names), build-* (temporary, see build_directory.h).
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/store/lock.h"
#include "indexer/store/manifest.h"

namespace backfile::store {

/// Of the indexer's journal beside the manifest that says which file gave which articles, and what its file names begin with.
inline constexpr const char* kWatchedName = "watched";

/// Makes an empty archive, durably, where there is none; leaves an existing one as it is. A directory that holds other files is refused
/// (Code::refused): it was most likely named by mistake. Errors also as of Lock::acquire and read_manifest.
Result<void> create_archive(const std::string& archive, double wait_seconds);

/// The right to change an archive: nobody else writes while this lives.
struct WriteAccess {
  std::string archive;
  Lock lock;
  Manifest manifest;  // as it stands; to be replaced with promote()

  /// The archive's revision: the highest that a database or the manifest states. Opens every database.
  Result<std::uint64_t> revision() const;

  /// A database name that no manifest has used, of the next generation.
  std::string next_database_name() const;

  /// Makes the databases that `fresh` names, already durable in the archive's directory, the archive, in one step. Sets its generation, and
  /// drops the ranges of databases that it does not name.
  Result<void> promote(Manifest fresh);

  std::string path_of(const std::string& database) const { return archive + "/" + database; }
};

/// Takes the lock, reads the manifest, removes what no manifest names and no living process owns (databases only once every reader has had
/// time to let go of them), finishes what a killed writer left half done (see moves.h), and makes an archive of an older layout one of
/// this. Code::locked after `wait_seconds`.
Result<WriteAccess> begin_writing(const std::string& archive, double wait_seconds);

/// Removes these database directories of the archive, which the manifest no longer names. Readers that hold them open are not disturbed;
/// one that is just opening them reads the manifest again.
void remove_databases(const std::string& archive, const std::vector<std::string>& names);

/// Databases in the archive's directory that the manifest does not name: replaced ones, and a killed run's. Under the write lock.
std::vector<std::string> unnamed_databases(const std::string& archive, const Manifest& manifest);

/// How long a database stays on disk after a new manifest stopped naming it, in seconds: time for a reader between reading the old manifest
/// and opening.
inline constexpr double kGraceSeconds = 2;

}  // namespace backfile::store
