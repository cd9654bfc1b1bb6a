// `watch`: keeps an archive current with folders: new and changed files as they appear, deleted ones withdrawn where that is wanted.
#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/commands/progress.h"
#include "indexer/ingest/keeping.h"
#include "indexer/source/listing.h"
#include "indexer/source/notices.h"

namespace backfile::commands {

namespace {

using Clock = std::chrono::steady_clock;
using source::Notice;

// How long a path must be quiet before it is looked at. A file that is complete waits only for others that come with it; one that was made
// without being written to may be a link, or about to be written; one that is being written to is closed sooner or later.
constexpr auto kComplete = std::chrono::milliseconds(200), kBegun = std::chrono::milliseconds(1000),
               kGrowing = std::chrono::milliseconds(10'000);
// Deleted: programs save by deleting and writing anew.
constexpr auto kGone = std::chrono::milliseconds(1000);
constexpr auto kAfterError = std::chrono::milliseconds(2000);
constexpr int kLookForSignalMs = 250;

std::atomic<bool> stop_asked = false;
void ask_to_stop(int) { stop_asked = true; }

struct WatchCommand {
  std::string archive, refused;
  ReadingOptions reading;
  unsigned jobs = 0;
  double rescan_minutes = 10;
  bool delete_missing = false, delete_more_than_half = false, json = false;
};

std::string now_text() {
  const std::time_t now = std::time(nullptr);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now))};
}

class Watch {
 public:
  Watch(const WatchCommand& command, ingest::Keeping& keeping, source::Notices& notices, std::ofstream* refused_file)
      : command_(command), keeping_(keeping), notices_(notices), refused_file_(refused_file) {}

  /// Until it is asked to stop.
  void run(const std::vector<std::string>& folders) {
    folders_ = folders;
    look_everywhere();
    while (!stop_asked) {
      for (const Notice& notice : notices_.wait(pause())) take(notice);
      const auto now = Clock::now();
      if (now >= next_rescan_) look_everywhere();
      look_at_what_is_quiet(now);
      if (!due_.empty() && now >= retry_at_) work();
      if (due_.empty() && !said_ready_) say_ready();
    }
  }

 private:
  int pause() const {
    const auto now = Clock::now();
    auto until = now + std::chrono::milliseconds(kLookForSignalMs);
    if (!due_.empty()) until = std::min(until, std::max(now, retry_at_));
    for (const auto& [path, quiet_at] : quiet_at_) until = std::min(until, std::max(now, quiet_at));
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(until - now).count());
  }

  void take(const Notice& notice) {
    const auto now = Clock::now();
    switch (notice.kind) {
      case Notice::Kind::complete:
        quiet_at_[notice.path] = now + kComplete;
        break;
      case Notice::Kind::begun:
        quiet_at_[notice.path] = now + kBegun;
        break;
      case Notice::Kind::growing:
        quiet_at_[notice.path] = now + kGrowing;
        break;
      case Notice::Kind::gone:
        quiet_at_[notice.path] = now + kGone;
        break;
      case Notice::Kind::folder:
        quiet_at_[notice.path] = now + kBegun;
        break;
      case Notice::Kind::lost:
        trouble(notice.path + " is gone: what was indexed of it stays; it is watched again when a rescan finds it");
        break;
      case Notice::Kind::missed:
        next_rescan_ = now;
        break;
    }
  }

  void look_everywhere() {
    next_rescan_ = Clock::now() + std::chrono::milliseconds(static_cast<std::int64_t>(command_.rescan_minutes * 60'000));
    for (const std::string& folder : folders_) {
      if (auto watched = notices_.watch(folder); !watched) trouble(watched.error().message);
    }
    std::vector<std::string> troubles;
    ingest::Due due = keeping_.look_everywhere(troubles);
    for (const auto& [path, quiet_at] : quiet_at_) due.changed.erase(path);  // it is being written, and will be looked at when it is not
    add_due(std::move(due));
    for (const std::string& what : troubles) trouble(what);
  }

  void look_at_what_is_quiet(Clock::time_point now) {
    std::set<std::string> quiet;
    for (auto at = quiet_at_.begin(); at != quiet_at_.end();) {
      if (at->second > now) {
        ++at;
        continue;
      }
      quiet.insert(at->first);
      at = quiet_at_.erase(at);
    }
    if (!quiet.empty()) add_due(keeping_.look_at(quiet));
  }

  void add_due(ingest::Due more) {
    for (const std::string& path : more.changed) due_.gone.erase(path);
    for (const std::string& path : more.gone) due_.changed.erase(path);
    due_.changed.merge(more.changed);
    due_.gone.merge(more.gone);
  }

  void work() {
    CommandProgress progress(ProgressStyle::none, refused_file_);
    auto report = keeping_.take_batch(due_, progress);
    if (refused_file_) refused_file_->flush();
    if (report) {
      last_trouble_.clear();
      return say(*report);
    }
    // Whatever it is, it may pass: another writer ends, the disk gets room.
    trouble(report.error().message + "; it is tried again");
    retry_at_ = Clock::now() + kAfterError;
  }

  void say(const ingest::KeepingReport& report) {
    const ingest::Report& added = report.added;
    if (command_.json) {
      std::cout << nlohmann::ordered_json{{"time", now_text()},
                                          {"files", report.files},
                                          {"added", added.added},
                                          {"replaced", added.replaced},
                                          {"unchanged", added.unchanged},
                                          {"withdrawn", report.withdrawn},
                                          {"refused", added.refused},
                                          {"passed_over", added.passed_over},
                                          {"warnings", added.warnings},
                                          {"seconds", added.seconds},
                                          {"files_left", due_.changed.size() + due_.gone.size()}}
                       .dump()
                << std::endl;
      return;
    }
    std::cout << now_text() << " files " << grouped(report.files) << ", added " << grouped(added.added) << ", replaced "
              << grouped(added.replaced) << ", unchanged " << grouped(added.unchanged) << ", withdrawn " << grouped(report.withdrawn)
              << ", refused " << grouped(added.refused) << std::endl;
  }

  void say_ready() {
    said_ready_ = true;
    if (command_.json)
      std::cout << nlohmann::ordered_json{{"time", now_text()}, {"watching", folders_}}.dump(-1, ' ', false,
                                                                                             nlohmann::json::error_handler_t::replace)
                << std::endl;
    else
      std::cout << now_text() << " up to date, watching" << std::endl;
  }

  /// The same trouble again and again is said once.
  void trouble(const std::string& what) {
    if (what == last_trouble_) return;
    last_trouble_ = what;
    std::cerr << "backfile-indexer: " << what << std::endl;
  }

  const WatchCommand& command_;
  ingest::Keeping& keeping_;
  source::Notices& notices_;
  std::ofstream* refused_file_;
  std::vector<std::string> folders_;
  std::map<std::string, Clock::time_point> quiet_at_;
  ingest::Due due_;
  Clock::time_point next_rescan_{}, retry_at_{};
  std::string last_trouble_;
  bool said_ready_ = false;
};

Result<std::vector<std::string>> checked_folders(const std::vector<std::string>& paths) {
  std::vector<std::string> folders;
  for (const std::string& path : paths) {
    std::error_code trouble;
    if (!std::filesystem::is_directory(path, trouble)) return fail(Code::invalid, path + " is no folder: watch takes folders", "paths");
    folders.push_back(source::whole_path(path));
  }
  for (const std::string& folder : folders) {
    for (const std::string& other : folders) {
      if (&folder != &other && source::lies_in(folder, other))
        return fail(Code::invalid, folder + " is named twice, or lies in another folder that is named", "paths");
    }
  }
  return folders;
}

int run(WatchCommand& command) {
  auto format = checked_format(command.reading);
  if (!format) return failed(format.error());
  auto folders = checked_folders(command.reading.paths);
  if (!folders) return failed(folders.error());
  std::ofstream refused_file;
  if (!command.refused.empty()) {
    refused_file.open(command.refused, std::ios::app);
    if (!refused_file) return failed({Code::io, "--refused \"" + command.refused + "\" cannot be written", "refused"});
  }
  stop_asked = false;
  for (const int signal : {SIGTERM, SIGINT}) std::signal(signal, ask_to_stop);

  ingest::KeepingOptions options;
  options.add.archive = command.archive;
  options.add.jobs = command.jobs;
  options.add.readers = command.reading.defaults;
  options.add.format = *format;
  options.add.stop = &stop_asked;
  options.folders = *folders;
  options.delete_missing = command.delete_missing || command.delete_more_than_half;
  options.delete_more_than_half = command.delete_more_than_half;
  auto keeping = ingest::Keeping::open(std::move(options));
  if (!keeping) return failed(keeping.error());
  auto notices = source::Notices::open(source::whole_path(command.archive));
  if (!notices) return failed(notices.error());
  Watch(command, *keeping, *notices, refused_file.is_open() ? &refused_file : nullptr).run(*folders);
  return kAllWell;
}

}  // namespace

void install_watch(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("watch", "Adds what folders hold and then keeps the archive current with them, until SIGTERM or SIGINT");
  auto options = std::make_shared<WatchCommand>();
  archive_option(*command, options->archive);
  reading_options(*command, options->reading);
  command->add_flag("--delete-missing", options->delete_missing, "Withdraw articles that no file gives any more; without it they stay");
  command->add_flag("--delete-more-than-half", options->delete_more_than_half,
                    "As --delete-missing, even where more than half of the known files are gone at once (an unmounted disk looks so)");
  command->add_option("--rescan-minutes", options->rescan_minutes, "Everything is looked at again so often, whatever the system has told")
      ->envname("BACKFILE_INDEXER_RESCAN_MINUTES")
      ->check(CLI::Range(0.01, 100'000.0))
      ->capture_default_str();
  command->add_option("--jobs", options->jobs, "Threads that analyse and build; 0: one a core")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  command->add_option("--refused", options->refused, "Append every refusal, warning and record passed over to it, one JSON line each")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "JSON lines on standard output, one a batch");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
