// Bytes from wherever an archive lies: files, folders, globs, standard input; compressed files and containers, entry by entry, streamed.
// Nothing is ever extracted to disk.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::source {

/// Bytes that can be read once, from front to back. Not thread-safe.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Reads up to `size` bytes (at least 1 unless at the end); 0 at the end. After an error every call gives that error again.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
  /// After an error: true where reading can go on behind the damage, at the beginning of a piece that was packed by itself (a gzip
  /// member). What lies between is lost. False where nothing more can be read.
  virtual bool resume() { return false; }
};

struct Limits {
  std::uint64_t max_entries = 10'000'000;         // in one container
  std::uint64_t max_ratio = 1'000;                // unpacked to packed bytes, once past 64 MiB unpacked
  std::uint64_t max_unpacked_bytes = 1ull << 40;  // of one compressed file or container
  unsigned max_container_depth = 3;               // containers within containers
};

class Neighbours;

/// One file, or one entry of a container. `bytes` is valid during the call only.
struct Entry {
  std::string path;                  // absolute, lexically normal; "PATH!ENTRY" in a container; empty for standard input
  std::string name;                  // what reports print: as the user wrote it, or the path below the folder they named
  ByteStream& bytes;                 // decompressed
  std::uint64_t packed_size = 0;     // bytes on disk of the whole file, 0 where unknown: for the progress display
  Neighbours* neighbours = nullptr;  // what lies around it (see neighbours.h); null where nothing can be reached, as on standard input
};

using OnEntry = std::function<bool(Entry&)>;                                   // false ends the walk
using OnRefusal = std::function<void(const std::string& name, const Error&)>;  // an unreadable file or entry, a limit

/// Visits every entry of every argument in order; folders recursively in byte order of their names, hidden files and links out of the
/// folder passed over. "-" is standard input. A glob that the shell left alone is expanded. A missing argument, an unreadable file, a
/// damaged container and a limit each cost one refusal; the walk goes on.
void walk(const std::vector<std::string>& arguments, const Limits& limits, const OnEntry& on_entry, const OnRefusal& on_refusal);

}  // namespace backfile::source
