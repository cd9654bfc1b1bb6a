// HTTP's content codings undone in memory, as crawls keep them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace backfile::source {

enum class Coding { gzip, deflate, brotli, zstd };

struct Unpacked {
  std::string bytes;    // all that could be unpacked
  std::string problem;  // why not all; empty where it is all
  bool over_limit = false;
};

/// deflate: with zlib's header or, as some servers send it, without. Bytes behind the end are ignored. Never gives more than `limit` bytes.
Unpacked unpack(std::string_view packed, Coding coding, std::size_t limit);

}  // namespace backfile::source
