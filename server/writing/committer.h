// The one thread of a server that writes to the archive: whatever requests hand in while one commit runs goes into the next, together.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "indexer/ingest/document.h"
#include "indexer/store/writer.h"

namespace backfile::writing {

/// One change to the archive: an article's document, or a removal.
struct Change {
  std::string id;
  ingest::Prepared article{};
  bool removes = false;
  std::string reason{};  // of a removal, for its tombstone
};

/// Holds the archive's lock while there is something to write and a moment longer, and lets others have it every second in between.
/// Thread-safe.
class Committer {
 public:
  /// wait: how long a change may wait for another process that writes. committed: is told, by the writing thread, how many seconds each
  /// commit took until it was durable; must be quick.
  Committer(std::string archive, std::chrono::milliseconds wait, std::function<void(double seconds)> committed);
  /// What was handed in is written first.
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  /// Returns once the changes, in their order, are durable and the next search sees them. Code::locked where another process wrote for too
  /// long: nothing was done. On other errors some of the changes may have become durable.
  Result<store::Applied> apply(std::vector<Change> changes);

 private:
  using Clock = std::chrono::steady_clock;
  struct Job {
    std::vector<Change> changes;
    Clock::time_point deadline;  // for the lock
    Result<store::Applied> result = store::Applied{};
    bool done = false;
  };
  void run();
  bool await_jobs();
  Result<void> take_lock();
  void commit(const std::vector<Job*>& group);
  std::vector<Job*> take_group();
  void give_up(const Error& error, Clock::time_point due);
  void finish(Job& job, Result<store::Applied> result);

  const std::string archive_;
  const std::chrono::milliseconds wait_;
  const std::function<void(double seconds)> committed_;
  std::mutex mutex_;  // of jobs_, closing_ and the jobs' results
  std::condition_variable arrived_, finished_;
  std::deque<Job*> jobs_;
  bool closing_ = false;

  // Of the writing thread alone.
  std::unique_ptr<store::Writer> writer_;
  Clock::time_point locked_at_;
  std::thread thread_;
};

}  // namespace backfile::writing
