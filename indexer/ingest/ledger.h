// The books of a run: every record's fate, what has been acknowledged, and the progress calls.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/ingest/pipeline.h"
#include "indexer/ingest/settled.h"

namespace backfile::ingest {

enum class Fate { added, replaced, unchanged };

/// Thread-safe. Calls `progress` under its lock, so never two calls at once.
class Ledger {
 public:
  explicit Ledger(Progress& progress, bool profiled = false) : progress_(progress), profile_(profiled) {}

  Profile& profile() { return profile_; }

  /// Counts a record as read and gives it its number.
  std::uint64_t read();
  void passed_over(const Refusal& what);

  /// The record is settled for good: in the archive, durably (added, replaced), or there already.
  void settle(std::uint64_t number, Fate fate);
  void refuse(std::uint64_t number, Refusal refusal);
  /// What could not be read has no later record that is the same: counted as read and refused.
  void refuse_unread(Refusal refusal);
  /// The record is the same as an earlier one: unchanged once that is settled, refused where that is refused.
  void follow(std::uint64_t number, std::uint64_t earlier, Refusal where);
  void warn(const Refusal& what);
  void stopped();

  /// Of the records settled as added, so many turned out to replace what another writer had added meanwhile.
  void recount_as_replaced(std::uint64_t records);

  /// The record waits until all before it are settled (see LateFile).
  void postpone(std::uint64_t number);
  /// All records up to this one are settled or wait.
  std::uint64_t waited_for() const;

  bool is_settled(std::uint64_t number) const;
  /// Records read whose fate is open. 0 at the end of every run that succeeded.
  std::uint64_t unsettled() const;

  /// Tells the progress which records are acknowledged, if that has moved on.
  void announce();
  /// Tells the progress where the run stands, a few times a second at most. share: see Progress::tick.
  void tick(double share);

  Report report() const;

 private:
  struct Follower {
    std::uint64_t number;
    Refusal where;
  };
  void count_settled(std::uint64_t number);
  void count_refused(std::uint64_t number, Refusal refusal);
  void settle_followers(std::uint64_t number);
  using Clock = std::chrono::steady_clock;
  mutable std::mutex mutex_;
  Progress& progress_;
  Profile profile_;
  Report report_;
  Reasons passed_over_;
  Settled settled_, settled_or_waiting_;
  std::multimap<std::uint64_t, Follower> followers_;  // of records that are not settled yet
  std::map<std::uint64_t, std::string> refused_;      // why; the first kRemembered
  std::uint64_t announced_ = 0;
  const Clock::time_point begun_ = Clock::now();
  Clock::time_point ticked_ = begun_;
};

}  // namespace backfile::ingest
