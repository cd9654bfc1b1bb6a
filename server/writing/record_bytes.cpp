#include "server/writing/record_bytes.h"

namespace backfile::writing {
namespace {

// What is read ahead counts as well; an article of this size is a chapter of a book.
constexpr std::size_t kLong = 512u << 10;

}  // namespace

Result<std::size_t> RecordBytes::read(char* buffer, std::size_t size) {
  if (count_ > kLong && !leave_ && !busy_) {
    leave_ = updates_.long_record();
    if (!leave_) busy_ = Error{Code::busy, "too many long articles are being received"};
  }
  if (busy_) return tl::unexpected<Error>(*busy_);
  auto got = inner_.read(buffer, size);
  if (got) count_ += *got;
  return got;
}

void RecordBytes::record_ends() {
  count_ = 0;
  leave_ = {};
}

}  // namespace backfile::writing
