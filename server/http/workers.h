// Threads that answer requests, and the line of requests that wait for one of them. There is one such group for each kind of work.
// Of idle threads the one that answered last answers next: what it needs is still in the processor's caches, and the memory that a thread
// keeps is that of as few as there is work for.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http/job.h"

namespace backfile::http {

class Workers {
 public:
  enum class Priority { normal, low };  // low: only while others leave the processor idle, more or less

  /// serve: answers one request. Called from `threads` threads at once; must not throw. longest_line: jobs that may wait for a thread.
  Workers(unsigned threads, std::size_t longest_line, Priority priority, std::function<void(Job)> serve);
  /// Serves those in line first.
  ~Workers();

  /// False where too many wait already: the job stays the caller's.
  bool enqueue(Job& job);

 private:
  void run();
  const std::size_t longest_line_;
  const std::function<void(Job)> serve_;
  std::mutex mutex_;      // over what follows
  std::deque<Job> line_;  // longer than there are free threads while they wake
  std::size_t free_ = 0;
  bool closing_ = false;
  std::vector<std::condition_variable*> asleep_;  // the one that fell asleep last at the end
  std::vector<std::thread> threads_;
};

}  // namespace backfile::http
