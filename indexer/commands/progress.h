// What `add` shows while it runs: a line on a terminal, JSON lines for programs, refusals for everyone.
#pragma once
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include "indexer/ingest/pipeline.h"

namespace backfile::commands {

enum class ProgressStyle { none, terminal, json };

/// Refusals, warnings and what was passed over are written to `refused_file` (JSON lines) where there is one; the first few refusals and
/// warnings also to standard error.
class CommandProgress : public ingest::Progress {
 public:
  CommandProgress(ProgressStyle style, std::ofstream* refused_file);
  ~CommandProgress() override { clear_line(); }
  void tick(const ingest::Report& so_far, double share_of_bytes) override;
  void committed(std::uint64_t articles) override;
  void refused(const ingest::Refusal& refusal) override;
  void warned(const ingest::Refusal& what) override;
  void passed_over(const ingest::Refusal& what) override;
  /// Takes the progress line off the terminal, so that the report starts on a clean one.
  void clear_line();

 private:
  using Clock = std::chrono::steady_clock;
  ProgressStyle style_;
  std::ofstream* refused_file_;
  Clock::time_point start_ = Clock::now(), last_{};
  void keep(const ingest::Refusal& what, const char* kind);
  void say(const ingest::Refusal& what, const char* kind);
  std::uint64_t lines_shown_ = 0;
  bool line_shown_ = false;
};

/// "3 min 20 s", "45 s".
std::string duration_text(double seconds);
/// Digits in groups of three: "37,554".
std::string grouped(std::uint64_t number);

}  // namespace backfile::commands
