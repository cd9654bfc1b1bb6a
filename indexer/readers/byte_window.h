// A window over a stream: the bytes of the record being looked at, and a position in them.
#pragma once
#include <cstddef>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/source/source.h"

namespace backfile::readers {

class ByteWindow {
 public:
  explicit ByteWindow(source::ByteStream& bytes) : bytes_(bytes) {}

  /// Drops everything before the position: what is kept begins here.
  void keep_from_here() { begin_ = pos_; }
  /// Bytes from where keeping began to the position.
  std::string_view kept() const { return {buffer_.data() + begin_, pos_ - begin_}; }
  /// Bytes from the position to the end of what has been read so far.
  std::string_view ahead() const { return {buffer_.data() + pos_, end_ - pos_}; }
  void advance(std::size_t bytes) { pos_ += bytes; }
  /// Back to an offset into kept().
  void rewind(std::size_t offset) { pos_ = begin_ + offset; }

  /// Reads more behind ahead(); false at the end of the stream, or where it failed.
  bool fill();
  /// The byte `offset` behind the position, reading as far as needed; -1 behind the end.
  int look(std::size_t offset = 0) {
    while (pos_ + offset >= end_) {
      if (!fill()) return -1;
    }
    return static_cast<unsigned char>(buffer_[pos_ + offset]);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  source::ByteStream& bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, pos_ = 0, end_ = 0;
  bool at_end_ = false;
  std::optional<Error> error_;
};

}  // namespace backfile::readers
