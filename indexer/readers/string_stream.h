// Bytes in memory as a stream.
#pragma once
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::readers {

/// The bytes must outlive it.
class StringStream : public source::ByteStream {
 public:
  explicit StringStream(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t n = bytes_.copy(buffer, size);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
};

}  // namespace backfile::readers
