// Making a finished database part of the archive: the one moment of a bulk load that holds the write lock.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

struct Attachment {
  std::string database;          // compacted, durable, in a build directory of this archive; renamed into place
  std::vector<std::string> ids;  // of its articles
  /// The archive's revision up to which the loader knows that none of `ids` is in the archive; a higher one under the lock makes attach()
  /// look.
  std::uint64_t known_revision = 0;
};

struct Attached {
  std::uint64_t revision = 0;  // of the archive, now
  std::uint64_t replaced = 0;  // articles that another writer had added meanwhile, and that these replace, where they lie
  bool others_wrote = false;   // the archive's revision was past known_revision
};

/// Everything that is in `database` is in the archive, durably and each article once, when this returns. Code::locked after `wait_seconds`.
Result<Attached> attach(const std::string& archive, const Attachment& attachment, double wait_seconds);

}  // namespace backfile::store
