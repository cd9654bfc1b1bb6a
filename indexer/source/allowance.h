// The bound against bombs: how much one packed file may unpack to.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>

#include "indexer/source/file_stream.h"
#include "indexer/source/source.h"

namespace backfile::source {

/// How much one packed file has given so far, against what it may. The ratio is taken to the bytes read from disk, so that a bomb cannot
/// hide in layers.
class Allowance {
 public:
  Allowance(const Limits& limits, const FileStream& file) : limits_(limits), file_(file) {}
  /// Counts unpacked bytes; an error once a limit is passed.
  std::optional<Error> spend(std::size_t bytes);

 private:
  const Limits& limits_;
  const FileStream& file_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace backfile::source
