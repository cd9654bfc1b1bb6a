// Holds the head back and hands it out first.
#include "indexer/source/peeked_stream.h"

#include <algorithm>
#include <cstring>

namespace backfile::source {

PeekedStream::PeekedStream(ByteStream& inner, std::size_t head_bytes) : inner_(inner) {
  head_.resize(head_bytes);
  std::size_t filled = 0;
  while (filled < head_bytes) {
    const auto got = inner_.read(head_.data() + filled, head_bytes - filled);
    if (!got) {
      error_ = got.error();
      break;
    }
    if (*got == 0) break;
    filled += *got;
  }
  head_.resize(filled);
}

Result<std::size_t> PeekedStream::read(char* buffer, std::size_t size) {
  if (given_ < head_.size()) {
    const auto n = std::min(size, head_.size() - given_);
    std::memcpy(buffer, head_.data() + given_, n);
    given_ += n;
    return n;
  }
  if (error_) return tl::unexpected<Error>(*error_);
  return inner_.read(buffer, size);
}

bool PeekedStream::resume() {
  error_.reset();
  return inner_.resume();
}

}  // namespace backfile::source
