// The manifest: a small JSON file that names the Xapian databases that together are the archive. Replaced by one atomic rename.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

/// Documents of a bulk load, whose terms do not say by which revision they came: those from `first` to `last` came by this one. A document
/// that changes leaves its range and bears a revision_term from then on.
struct LoadedRange {
  std::uint32_t first = 0, last = 0;  // docids in one database
  std::uint64_t revision = 0;
  bool operator==(const LoadedRange&) const = default;
};

struct Manifest {
  bool is_of_older_layout = false;     // to be replaced before anything is written: begin_writing() does
  std::string id;                      // random, made once: part of answers and cache keys
  std::uint64_t generation = 0;        // grows by one with every replaced manifest; names new database directories
  std::uint64_t revision = 0;          // the archive's revision when this manifest was written, everything of it done
  std::string analyzer;                // analysis::analyzer_version() of all its databases
  int schema = 0;                      // schema::kSchemaVersion of all its databases
  std::vector<std::string> databases;  // directory names below the archive, each article in exactly one of them
  /// The database of what no search may show: withheld, canceled and embargoed articles, and tombstones. Empty until there is one.
  std::string held;
  std::map<std::string, std::vector<LoadedRange>> loaded;  // database -> its ranges, ascending; none for one that no load made

  /// `databases` and `held`.
  std::vector<std::string> all() const;
};

inline constexpr const char* kManifestName = "manifest.json";

/// Code::not_found where there is no archive, Code::damaged where the file cannot be understood, Code::version where it is from
/// another layout, analyzer or schema ("… re-index").
Result<Manifest> read_manifest(const std::string& archive);

/// Writes, fsyncs, renames, fsyncs the directory. The caller holds the archive's write lock.
Result<void> write_manifest(const std::string& archive, const Manifest& manifest);

}  // namespace backfile::store
