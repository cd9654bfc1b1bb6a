// A fixed number of threads over one line of jobs.
#include "server/http/workers.h"

#include <sys/resource.h>

namespace backfile::http {

Workers::Workers(unsigned threads, std::size_t longest_line, Priority priority, std::function<void(Job)> serve)
    : longest_line_(longest_line), serve_(std::move(serve)), free_(threads) {
  constexpr int kNice = 10;  // about a tenth of the weight of a normal thread
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this, priority] {
      if (priority == Priority::low) setpriority(PRIO_PROCESS, 0, kNice);  // on Linux, this thread's alone
      run();
    });
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::enqueue(Job& job) {
  const std::lock_guard lock(mutex_);
  if (line_.size() >= free_ + longest_line_) return false;
  line_.push_back(std::move(job));
  changed_.notify_one();
  return true;
}

void Workers::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return closing_ || !line_.empty(); });
    if (line_.empty()) return;
    Job job = std::move(line_.front());
    line_.pop_front();
    --free_;
    lock.unlock();
    serve_(std::move(job));
    lock.lock();
    ++free_;
  }
}

}  // namespace backfile::http
