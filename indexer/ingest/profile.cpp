#include "indexer/ingest/profile.h"

#include <algorithm>
#include <ctime>

namespace backfile::ingest {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;

constexpr const char* kNames[kPhases] = {"reading", "stored form", "look up",   "language", "words",        "inversion",
                                         "tables",  "sync",        "attaching", "merging",  "single writer"};

std::int64_t time_of(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}

thread_local Profile::Within* innermost = nullptr;

}  // namespace

std::int64_t Profile::process_time() { return time_of(CLOCK_PROCESS_CPUTIME_ID); }

Profile::Within::Within(Profile& profile, Phase phase) : profile_(profile.on_ ? &profile : nullptr), phase_(phase) {
  if (!profile_) return;
  outer_ = innermost;
  if (outer_) outer_->pass();
  since_ = time_of(CLOCK_THREAD_CPUTIME_ID);
  innermost = this;
}

Profile::Within::~Within() {
  if (!profile_) return;
  pass();
  if (outer_) outer_->since_ = since_;
  innermost = outer_;
}

// Counts what has passed since the last time.
void Profile::Within::pass() {
  const std::int64_t now = time_of(CLOCK_THREAD_CPUTIME_ID);
  profile_->taken_[static_cast<std::size_t>(phase_)] += now - since_;
  since_ = now;
}

void Profile::add(Phase phase, double processor_seconds) {
  taken_[static_cast<std::size_t>(phase)] += static_cast<std::int64_t>(processor_seconds * kNanoseconds);
}

std::vector<PhaseTime> Profile::times() const {
  std::vector<PhaseTime> times;
  if (!on_) return times;
  std::int64_t rest = process_time() - process_begun_;
  for (std::size_t i = 0; i < kPhases; ++i) {
    times.push_back({kNames[i], static_cast<double>(taken_[i]) / kNanoseconds});
    rest -= taken_[i];
  }
  times.push_back({"other", static_cast<double>(std::max<std::int64_t>(rest, 0)) / kNanoseconds});
  return times;
}

}  // namespace backfile::ingest
