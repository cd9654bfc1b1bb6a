// How far a run has come, by the bytes of the files named: an estimate for the progress line.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/source/source.h"

namespace backfile::ingest {

/// Used by one thread.
class Share {
 public:
  /// Adds up the sizes of files, and of folders at every depth. Standard input and globs make the share unknown.
  explicit Share(const std::vector<std::string>& arguments);

  /// A new entry begins; entries of one container count as its one file.
  void begin(const source::Entry& entry);

  /// 0 to 1, or negative where unknown. unpacked: bytes read from the current entry so far.
  double now(std::uint64_t unpacked) const;

 private:
  std::uint64_t total_ = 0, done_ = 0, current_ = 0;
  bool known_ = true;
  std::string file_;  // the current entry's, without "!ENTRY"
};

}  // namespace backfile::ingest
