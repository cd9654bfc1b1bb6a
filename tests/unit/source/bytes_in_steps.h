// Bytes in memory as a stream that gives few at a time.
#pragma once
#include <algorithm>
#include <cstring>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::source {

/// Gives at most `step` bytes a time, so that everything falls across the ends of what one read gives.
class BytesInSteps : public ByteStream {
 public:
  BytesInSteps(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const auto n = std::min({size, step_, bytes_.size()});
    std::memcpy(buffer, bytes_.data(), n);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

}  // namespace backfile::source
