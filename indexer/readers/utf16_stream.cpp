// Unit by unit, with the pairs put together.
#include "indexer/readers/utf16_stream.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace backfile::readers {

Utf16 utf16_of(std::string_view head) {
  if (head.starts_with("\xff\xfe")) return Utf16::little;
  if (head.starts_with("\xfe\xff")) return Utf16::big;
  const std::size_t look = std::min<std::size_t>(head.size(), 4096) & ~std::size_t{1};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < look; i += 2) {
    even += head[i] == '\0';
    odd += head[i + 1] == '\0';
  }
  // A quarter of the units: Latin text has NULs in nearly all, and other scripts still have line ends and spaces.
  const std::size_t enough = look / 8 + 1;
  if (odd >= enough && even == 0) return Utf16::little;
  if (even >= enough && odd == 0) return Utf16::big;
  return Utf16::none;
}

void Utf16Stream::append(unsigned c) {
  if (c < 0x80) {
    ready_ += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    ready_ += static_cast<char>(0xC0 | (c >> 6));
  } else {
    if (c < 0x10000) {
      ready_ += static_cast<char>(0xE0 | (c >> 12));
    } else {
      ready_ += static_cast<char>(0xF0 | (c >> 18));
      ready_ += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    }
    ready_ += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  }
  ready_ += static_cast<char>(0x80 | (c & 0x3F));
}

void Utf16Stream::unit(unsigned value) {
  const bool low = value >= 0xDC00 && value < 0xE000;
  if (high_ != 0) {
    const unsigned high = std::exchange(high_, 0);
    if (low) {
      append(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00));
      return;
    }
    append(0xFFFD);
  }
  if (value >= 0xD800 && value < 0xDC00) {
    high_ = value;
  } else if (!(first_ && value == 0xFEFF)) {
    append(low ? 0xFFFD : value);
  }
  first_ = false;
}

Result<std::size_t> Utf16Stream::read(char* buffer, std::size_t size) {
  while (given_ == ready_.size() && !done_) {
    ready_.clear();
    given_ = 0;
    std::array<char, 16 * 1024> raw;
    const auto got = inner_.read(raw.data(), raw.size());
    if (!got) return got;
    if (*got == 0) {
      done_ = true;
      if (high_ != 0 || odd_) append(0xFFFD);
    }
    for (std::size_t i = 0; i < *got; ++i) {
      const auto byte = static_cast<unsigned char>(raw[i]);
      if (!odd_) {
        odd_ = byte;
        continue;
      }
      unit(order_ == Utf16::little ? *odd_ | byte << 8 : *odd_ << 8 | byte);
      odd_.reset();
    }
  }
  const auto n = std::min(size, ready_.size() - given_);
  std::memcpy(buffer, ready_.data() + given_, n);
  given_ += n;
  return n;
}

}  // namespace backfile::readers
