// Where a load's time goes: processor time by phase, over all threads. Off unless asked for, and then no clock is read.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace backfile::ingest {

enum class Phase {
  reading,        // unpacking files, parsing records, making articles of them
  stored_form,    // ids, stored forms and their digests
  look_up,        // whether the archive has the article
  language,       // telling it
  words,          // cutting text into words, their terms and stems
  inversion,      // term lists, packed positions, deflating; parts turned inside out
  tables,         // parts merged and written as tables
  sync,           // until they are on the disk
  attaching,      // making a database part of the archive
  merging,        // databases into one
  single_writer,  // replacements and small additions, through Xapian
};
inline constexpr std::size_t kPhases = 11;

struct PhaseTime {
  std::string name;  // "single writer"
  double processor_seconds = 0;
};

/// Thread-safe.
class Profile {
 public:
  explicit Profile(bool on) : on_(on) {}
  bool is_on() const { return on_; }

  /// While it lives, this thread's time counts for the phase, but for what a further one within it takes. On one thread, of one profile at
  /// a time.
  class Within {
   public:
    Within(Profile& profile, Phase phase);
    ~Within();
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

   private:
    void pass();
    Profile* const profile_;
    const Phase phase_;
    Within* outer_ = nullptr;
    std::int64_t since_ = 0;  // nanoseconds of this thread's processor time
  };

  /// What other threads took for it.
  void add(Phase phase, double processor_seconds);

  /// All phases in their order, then, as "other", what else the process took since the profile was made. Empty where it is off.
  std::vector<PhaseTime> times() const;

 private:
  const bool on_;
  const std::int64_t process_begun_ = process_time();
  std::array<std::atomic<std::int64_t>, kPhases> taken_{};
  static std::int64_t process_time();
};

}  // namespace backfile::ingest
