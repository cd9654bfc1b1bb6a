// Moves what is kept to the front and reads behind it.
#include "indexer/readers/byte_window.h"

#include <algorithm>

namespace backfile::readers {
namespace {

constexpr std::size_t kChunk = 256 * 1024;

}  // namespace

bool ByteWindow::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    pos_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kChunk) buffer_.resize(std::max(buffer_.size() * 2, end_ + kChunk));
  const auto got = bytes_.read(buffer_.data() + end_, kChunk);
  if (!got) error_ = got.error();
  if (!got || *got == 0) {
    at_end_ = true;
    return false;
  }
  end_ += *got;
  return true;
}

}  // namespace backfile::readers
