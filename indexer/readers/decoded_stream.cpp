// A block at a time through text::StreamDecoder.
#include "indexer/readers/decoded_stream.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace backfile::readers {

namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;

}  // namespace

DecodedStream::DecodedStream(source::ByteStream& inner) : inner_(inner, kHeadBytes), decoder_(inner_.head(), {}) {}

Result<std::size_t> DecodedStream::read(char* buffer, std::size_t size) {
  while (given_ == ready_.size() && !done_) {
    ready_.clear();
    given_ = 0;
    std::array<char, 16 * 1024> raw;
    const auto got = inner_.read(raw.data(), raw.size());
    if (!got) error_ = got.error();
    done_ = !got || *got == 0;
    decoder_.decode(std::string_view(raw.data(), got ? *got : 0), done_, ready_);
  }
  if (given_ == ready_.size() && error_) return tl::unexpected<Error>(*error_);
  const auto n = std::min(size, ready_.size() - given_);
  std::memcpy(buffer, ready_.data() + given_, n);
  given_ += n;
  return n;
}

}  // namespace backfile::readers
