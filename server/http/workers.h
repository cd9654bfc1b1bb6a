// The threads that serve connections, and the line of connections that wait for one.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http/signals.h"

namespace backfile::http {

class Workers {
 public:
  /// serve: takes over a socket and returns when that connection is over. Called from `threads` threads at once; must not throw.
  Workers(unsigned threads, std::function<void(int socket)> serve);
  ~Workers();

  /// False where too many wait already: the socket stays the caller's.
  bool enqueue(int socket);

  /// Raised once for every connection in line that found no free thread: whoever holds an idle connection may take it and let go.
  const Signal& wanted() const { return wanted_; }
  /// Whether connections wait for a thread.
  bool crowded() const;

  /// No more will come: serves those in line and returns true when all are done, false when `deadline` passes first.
  bool finish(std::chrono::steady_clock::time_point deadline);

 private:
  void run();
  const std::function<void(int socket)> serve_;
  Signal wanted_{true};
  mutable std::mutex mutex_;
  std::condition_variable changed_, finished_;
  std::deque<int> line_;
  std::size_t free_ = 0, running_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace backfile::http
