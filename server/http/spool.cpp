#include "server/http/spool.h"

#include <fcntl.h>
#include <unistd.h>

namespace backfile::http {
namespace {

constexpr std::size_t kInMemory = 256u << 10;

}  // namespace

void Spool::add(std::string_view text) {
  recent_ += text;
  if (recent_.size() > kInMemory) failed_ |= !write_out();
}

bool Spool::write_out() {
  if (!file_) {
    std::string name = directory_ + "/.answer-XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0) ::unlink(name.c_str());
    if (descriptor >= 0) file_.reset(::fdopen(descriptor, "w+"));
  }
  const bool written = file_ && std::fwrite(recent_.data(), 1, recent_.size(), file_.get()) == recent_.size();
  recent_.clear();
  return written;
}

bool Spool::send(Sink& sink) {
  if (file_ && std::fseek(file_.get(), 0, SEEK_SET) != 0) return false;
  char bytes[16384];
  while (file_) {
    const std::size_t count = std::fread(bytes, 1, sizeof bytes, file_.get());
    if (count == 0) break;
    if (!sink.write({bytes, count})) return false;
  }
  return !(file_ && std::ferror(file_.get())) && sink.write(recent_);
}

}  // namespace backfile::http
