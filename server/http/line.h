// Ordinary requests that wait for a thread. Those that search also wait until few enough others do: begun at once they would only wait for
// an engine, each with a thread that has to be woken then, and take turns on processors that are busy (measured, eight clients on two
// processors: a tenth fewer searches a second, and the slowest take half as long again).
#pragma once
#include <algorithm>
#include <cstddef>
#include <deque>
#include <utility>

#include "server/http/job.h"

namespace backfile::http {

/// Whoever uses it holds a lock over it.
class Line {
 public:
  /// longest: jobs that may wait. searches: how many of Kind::searches may be under way at once.
  Line(std::size_t longest, std::size_t searches) : longest_(longest), may_search_(searches) {}

  /// free: threads that serve nothing, and will come for what may begin. False where too many wait: the job stays the caller's.
  bool add(Job& job, std::size_t free) {
    const bool searches = job.kind == Kind::searches;
    const std::size_t begins = searches ? std::min(free, may_search_ - searching_) : free;
    if (others_.size() + searches_.size() >= begins + longest_) return false;
    (searches ? searches_ : others_).push_back(std::move(job));
    return true;
  }

  /// Whether one of them may begin.
  bool has_next() const { return !others_.empty() || (!searches_.empty() && searching_ < may_search_); }

  /// The next one that may begin; in turn, where there are some of both.
  Job next() {
    const bool may_search = !searches_.empty() && searching_ < may_search_;
    searched_last_ = may_search && (others_.empty() || !searched_last_);
    auto& line = searched_last_ ? searches_ : others_;
    Job job = std::move(line.front());
    line.pop_front();
    searching_ += job.kind == Kind::searches;
    return job;
  }

  /// One that next() gave is done.
  void ended(Kind kind) { searching_ -= kind == Kind::searches; }

 private:
  const std::size_t longest_, may_search_;
  std::size_t searching_ = 0;
  bool searched_last_ = false;
  std::deque<Job> others_, searches_;
};

}  // namespace backfile::http
