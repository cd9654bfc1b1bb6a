// Where one message of a mailbox ends and the next begins.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/byte_window.h"

namespace backfile::readers {

/// True for `From jane@example.org Thu Feb  2 10:00:00 2012`, which begins a message of a mailbox (mbox).
bool is_from_line(std::string_view line);

class MailMessages {
 public:
  enum class Kind { message, refused, end };
  struct Message {
    Kind kind = Kind::end;
    std::string_view bytes{};  // with its From line, if it has one; valid until the next call
    std::string reason{};
  };

  /// A file without From lines is one message.
  MailMessages(source::ByteStream& bytes, std::size_t max_bytes) : window_(bytes), max_bytes_(max_bytes) {}

  /// A message over the limit is refused without being held; an error of the stream is a refusal after what could be read.
  Message next();

 private:
  bool from_line_at(std::size_t offset);

  ByteWindow window_;
  std::size_t max_bytes_;
  bool error_reported_ = false;
};

}  // namespace backfile::readers
