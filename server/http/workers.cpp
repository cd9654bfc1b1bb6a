// A fixed number of threads over one line of sockets.
#include "server/http/workers.h"

namespace backfile::http {

namespace {
/// Connections that may wait. At a few milliseconds a request, the last of them still gets its turn within seconds.
constexpr std::size_t kLongestLine = 1024;
}  // namespace

Workers::Workers(unsigned threads, std::function<void(int)> serve) : serve_(std::move(serve)), running_(threads) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
  finish(std::chrono::steady_clock::now() + std::chrono::hours(24));
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::enqueue(int socket) {
  const std::lock_guard lock(mutex_);
  if (line_.size() >= kLongestLine) return false;
  line_.push_back(socket);
  if (line_.size() > free_) wanted_.raise();
  changed_.notify_one();
  return true;
}

bool Workers::crowded() const {
  const std::lock_guard lock(mutex_);
  return line_.size() > free_;
}

bool Workers::finish(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  closing_ = true;
  changed_.notify_all();
  return finished_.wait_until(lock, deadline, [this] { return running_ == 0; });
}

void Workers::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++free_;
    changed_.wait(lock, [this] { return closing_ || !line_.empty(); });
    --free_;
    if (line_.empty()) break;
    const int socket = line_.front();
    line_.pop_front();
    // A thread came free by itself for a connection that had asked for one.
    if (line_.size() <= free_) {
      while (wanted_.take()) {
      }
    }
    lock.unlock();
    serve_(socket);
    lock.lock();
  }
  if (--running_ == 0) finished_.notify_all();
}

}  // namespace backfile::http
