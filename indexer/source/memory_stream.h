// Bytes in memory as a stream.
#pragma once
#include <algorithm>
#include <cstring>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::source {

class MemoryStream : public ByteStream {
 public:
  /// The bytes must outlive this.
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const auto n = std::min(size, bytes_.size());
    if (n > 0) std::memcpy(buffer, bytes_.data(), n);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
};

}  // namespace backfile::source
