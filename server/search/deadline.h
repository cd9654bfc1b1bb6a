// The time a match may take. Xapian's own time limit does not stop a match; an exception out of a match decider does, but costs 0.2
// microseconds a document (measured: a match of one common word takes twice as long), so only a match that might be slow is given one.
#pragma once
#include <xapian.h>
#include <chrono>
#include <exception>

namespace backfile::search {

/// Thrown out of a match once the deadline has passed. Not a Xapian::Error: it passes through `guarded` to whoever set the deadline.
class DeadlinePassed : public std::exception {
 public:
  const char* what() const noexcept override { return "the search took too long"; }
};

/// Lets every document pass. Looks at the clock for one document in 64: a document costs about 0.1 microseconds, the clock a quarter of
/// that.
class Deadline : public Xapian::MatchDecider {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Deadline(Clock::time_point end) : end_(end) {}

  bool operator()(const Xapian::Document&) const override {
    if (++seen_ % 64 == 0) check();
    return true;
  }
  bool passed() const { return Clock::now() > end_; }
  void check() const {
    if (passed()) throw DeadlinePassed();
  }
  /// For what takes microseconds: looks at the clock one time in 16.
  void glance() const {
    if (++seen_ % 16 == 0) check();
  }
  Clock::time_point end() const { return end_; }

 private:
  Clock::time_point end_;
  mutable unsigned seen_ = 0;
};

/// More than the match can take, in seconds, on any machine that this is meant for. Costs a few microseconds a term.
double most_seconds(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace backfile::search
