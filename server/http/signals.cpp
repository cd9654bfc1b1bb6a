// eventfd(2) as a flag or a counter.
#include "server/http/signals.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <system_error>

namespace backfile::http {

Signal::Signal(bool counting) : descriptor_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC | (counting ? EFD_SEMAPHORE : 0))) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Signal::~Signal() { close(descriptor_); }

void Signal::raise() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(descriptor_, &one, sizeof one);
}

bool Signal::take() const {
  std::uint64_t count = 0;
  return read(descriptor_, &count, sizeof count) == sizeof count;
}

bool Signal::raised() const {
  pollfd wait{descriptor_, POLLIN, 0};
  return poll(&wait, 1, 0) > 0;
}

}  // namespace backfile::http
