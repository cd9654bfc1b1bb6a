// A stream whose first bytes can be looked at before they are read.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::source {

class PeekedStream : public ByteStream {
 public:
  /// Reads up to `head_bytes` at once, waiting until they are there or the stream ends. An error met while doing so is given by
  /// read(), after the head. `inner` must outlive this.
  PeekedStream(ByteStream& inner, std::size_t head_bytes);

  /// All of the head until read() is called, then what is left of it. Valid until the next read().
  std::string_view head() const { return std::string_view(head_).substr(given_); }

  /// The error that ended the head; null where there was none.
  const Error* error() const { return error_ ? &*error_ : nullptr; }

  Result<std::size_t> read(char* buffer, std::size_t size) override;
  bool resume() override;

 private:
  ByteStream& inner_;
  std::string head_;
  std::size_t given_ = 0;
  std::optional<Error> error_;
};

}  // namespace backfile::source
