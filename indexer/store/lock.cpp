#include "indexer/store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "indexer/store/durable.h"

namespace backfile::store {

using Clock = std::chrono::steady_clock;

// flock has no time-out of its own, so a waiting writer asks again this often.
constexpr auto kPoll = std::chrono::milliseconds(10);

Result<Lock> Lock::acquire(const std::string& path, double wait_seconds) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return tl::unexpected<Error>(system_error("open", path));
  Lock lock(fd);
  const auto end = Clock::now() + std::chrono::duration<double>(wait_seconds);
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return tl::unexpected<Error>(system_error("lock", path));
    if (Clock::now() >= end) return fail(Code::locked, "another process is writing to the archive (it holds " + path + ")");
    std::this_thread::sleep_for(kPoll);
  }
  return lock;
}

Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

Lock::Lock(Lock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

}  // namespace backfile::store
