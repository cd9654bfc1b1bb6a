#include "indexer/commands/progress.h"

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

namespace backfile::commands {

namespace {
// Beyond these the closing report and --refused have the rest: a million bad records must not scroll the terminal away.
constexpr std::uint64_t kShownLines = 20;
constexpr auto kLineEvery = std::chrono::milliseconds(250);
}  // namespace

CommandProgress::CommandProgress(ProgressStyle style, std::ofstream* refused_file) : style_(style), refused_file_(refused_file) {}

void CommandProgress::tick(const ingest::Report& so_far, double share_of_bytes) {
  if (style_ != ProgressStyle::terminal) return;
  const auto now = Clock::now();
  if (now - last_ < kLineEvery) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = grouped(so_far.read) + " articles";
  if (seconds > 0.5) line += "  " + grouped(static_cast<std::uint64_t>(static_cast<double>(so_far.read) / seconds)) + "/s";
  if (so_far.refused) line += "  " + grouped(so_far.refused) + " refused";
  if (share_of_bytes > 0.01 && share_of_bytes <= 1 && seconds > 1)
    line += "  " + std::to_string(static_cast<int>(share_of_bytes * 100)) + " %  " + duration_text(seconds / share_of_bytes - seconds) +
            " left";
  std::cerr << "\r\033[K" << line << std::flush;
  line_shown_ = true;
}

void CommandProgress::committed(std::uint64_t articles) {
  // Flushed at once: whoever reads this line counts on those articles being on disk, and may kill us right after.
  if (style_ == ProgressStyle::json) std::cout << "{\"committed\":" << articles << "}" << std::endl;
}

void CommandProgress::refused(const ingest::Refusal& refusal) {
  keep(refusal, "refused");
  say(refusal, "");
}

void CommandProgress::warned(const ingest::Refusal& what) {
  keep(what, "warning");
  say(what, "warning: ");
}

void CommandProgress::passed_over(const ingest::Refusal& what) { keep(what, "passed_over"); }

void CommandProgress::keep(const ingest::Refusal& what, const char* kind) {
  if (!refused_file_) return;
  *refused_file_ << nlohmann::ordered_json{{"kind", kind}, {"file", what.file}, {"record", what.record}, {"reason", what.reason}}.dump(
                        -1, ' ', false, nlohmann::json::error_handler_t::replace)
                 << '\n';
}

void CommandProgress::say(const ingest::Refusal& what, const char* kind) {
  if (lines_shown_ == kShownLines) return;
  clear_line();
  std::cerr << what.file;
  if (what.record) std::cerr << ", record " << what.record;
  std::cerr << ": " << kind << what.reason << '\n';
  if (++lines_shown_ == kShownLines) std::cerr << "further refusals and warnings are counted, not shown; --refused FILE keeps every one\n";
}

void CommandProgress::clear_line() {
  if (line_shown_) std::cerr << "\r\033[K" << std::flush;
  line_shown_ = false;
}

std::string duration_text(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0) return "?";
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole >= 3600) return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
  if (whole >= 60) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole) + " s";
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

}  // namespace backfile::commands
