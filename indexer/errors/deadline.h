// A bound on the processor time that one piece of work may take.
#pragma once
#include <ctime>

namespace backfile::errors {

/// Counts the calling thread's processor time, so that neither a busy machine nor a slow pipe makes work late. Used by the thread that made
/// it. Asking costs about a third of a microsecond: ask once a few hundred steps.
class Deadline {
 public:
  explicit Deadline(double seconds) : seconds_(seconds), begun_(now()) {}
  void restart() { begun_ = now(); }
  bool passed() const { return now() - begun_ > seconds_; }
  double seconds() const { return seconds_; }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
  double seconds_, begun_;
};

}  // namespace backfile::errors

namespace backfile {
using errors::Deadline;
}  // namespace backfile
