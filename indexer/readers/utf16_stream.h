// UTF-16 to UTF-8 as it streams, so that a large UTF-16 file need not be held to be scanned.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::readers {

enum class Utf16 { none, little, big };

/// By the byte order mark, or by which half of the first bytes is NUL, as in any text that is mostly ASCII.
Utf16 utf16_of(std::string_view head);

/// The byte order mark is left out; lone surrogates become U+FFFD. `inner` must outlive this.
class Utf16Stream : public source::ByteStream {
 public:
  Utf16Stream(source::ByteStream& inner, Utf16 order) : inner_(inner), order_(order) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override;

 private:
  void unit(unsigned value);
  void append(unsigned code_point);

  source::ByteStream& inner_;
  Utf16 order_;
  std::string ready_;  // UTF-8 not yet given out
  std::size_t given_ = 0;
  std::optional<unsigned char> odd_;  // first byte of a unit whose second has not come yet
  unsigned high_ = 0;                 // a high surrogate waiting for its partner
  bool first_ = true, done_ = false;
};

}  // namespace backfile::readers
