// Bytes in any encoding to UTF-8 as they stream, for formats that are cut into records after decoding.
#pragma once
#include <optional>
#include <string>

#include "indexer/source/peeked_stream.h"
#include "indexer/source/source.h"
#include "indexer/text/stream_decoder.h"

namespace backfile::readers {

/// Decides on the encoding by the first 64 KiB. Gives well-formed UTF-8 (but a character may fall across two reads) without a byte order
/// mark. `inner` must outlive this.
class DecodedStream : public source::ByteStream {
 public:
  explicit DecodedStream(source::ByteStream& inner);
  Result<std::size_t> read(char* buffer, std::size_t size) override;

 private:
  source::PeekedStream inner_;
  text::StreamDecoder decoder_;
  std::string ready_;  // UTF-8 not yet given out
  std::size_t given_ = 0;
  bool done_ = false;
  std::optional<Error> error_;
};

}  // namespace backfile::readers
