// Threads that answer requests, and the line of requests that wait for one of them. There is one such group for each kind of work.
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
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> line_;  // under mutex_, as the next two
  std::size_t free_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace backfile::http
