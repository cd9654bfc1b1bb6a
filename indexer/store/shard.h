// One database of the archive in a writer's hands.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/archive.h"

namespace backfile::store {

struct Shard {
  std::string name;
  Xapian::Database reader;                         // the last committed state
  std::optional<Xapian::WritableDatabase> writer;  // opened with the first change
  Xapian::doccount documents = 0;                  // with those not committed yet
  bool changed = false;                            // since the last commit
  bool named = true;                               // by the manifest
  std::vector<std::string> moved;                  // ids written since the last commit of which another database has an older form
};

Result<Shard> open_shard(const WriteAccess& access, const std::string& name);

/// A new, empty one, which the manifest does not name yet.
Result<Shard> create_shard(const WriteAccess& access);

/// For a change that the next commit_shard() makes durable.
Result<Xapian::WritableDatabase*> writable(const WriteAccess& access, Shard& shard);

/// The commit with the archive's revision, then the fsync of the directory that Xapian leaves out. completes: with this commit everything
/// of that revision is done, in all databases.
Result<void> commit_shard(const WriteAccess& access, Shard& shard, std::uint64_t revision, bool completes);

/// Back to what was last committed.
void roll_back(Shard& shard);

}  // namespace backfile::store
