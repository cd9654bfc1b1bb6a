// `add`: articles into the archive, with a progress line and a closing report.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/commands/progress.h"
#include "indexer/ingest/pipeline.h"

namespace backfile::commands {

namespace {

struct AddCommand {
  std::string archive, progress = "auto", refused;
  ReadingOptions reading;
  unsigned jobs = 0;
  bool json = false, profile = false;
};

// A closing report is one line: the reasons that matter most, the rest as a number.
constexpr std::size_t kShownReasons = 5;

std::string reasons_text(const std::vector<ingest::ReasonCount>& reasons) {
  std::string text;
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (i < kShownReasons)
      text += (text.empty() ? "" : "; ") + grouped(reasons[i].count) + " " + reasons[i].reason;
    else
      others += reasons[i].count;
  }
  return others == 0 ? text : text + "; " + grouped(others) + " for other reasons";
}

double sum_of(const std::vector<ingest::PhaseTime>& profile) {
  double sum = 0;
  for (const ingest::PhaseTime& phase : profile) sum += phase.processor_seconds;
  return sum;
}

void print_json(const ingest::Report& report) {
  nlohmann::ordered_json reasons = nlohmann::ordered_json::object();
  for (const ingest::ReasonCount& reason : report.passed_over_reasons) reasons[reason.reason] = reason.count;
  nlohmann::ordered_json json{{"read", report.read},           {"added", report.added},          {"replaced", report.replaced},
                              {"unchanged", report.unchanged}, {"refused", report.refused},      {"passed_over", report.passed_over},
                              {"warnings", report.warnings},   {"passed_over_reasons", reasons}, {"seconds", report.seconds}};
  for (const ingest::PhaseTime& phase : report.profile) json["profile"][phase.name] = phase.processor_seconds;
  std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

void print_text(const ingest::Report& report) {
  std::cout << "read " << grouped(report.read) << ", added " << grouped(report.added) << ", replaced " << grouped(report.replaced)
            << ", unchanged " << grouped(report.unchanged) << ", refused " << grouped(report.refused);
  if (report.passed_over) std::cout << ", passed over " << grouped(report.passed_over);
  if (report.warnings) std::cout << ", warnings " << grouped(report.warnings);
  std::cout << " in " << std::fixed << std::setprecision(1) << report.seconds << " s";
  if (report.seconds > 0.05)
    std::cout << " (" << grouped(static_cast<std::uint64_t>(static_cast<double>(report.read) / report.seconds)) << " articles/s)";
  std::cout << '\n';
  if (report.passed_over) std::cout << "passed over: " << reasons_text(report.passed_over_reasons) << '\n';
  const double all = sum_of(report.profile);
  if (!report.profile.empty()) std::cout << "processor time of all threads, in seconds and hundredths of the whole:\n";
  for (const ingest::PhaseTime& phase : report.profile) {
    std::cout << "  " << std::left << std::setw(14) << phase.name << std::right << std::fixed << std::setprecision(2) << std::setw(9)
              << phase.processor_seconds << std::setprecision(0) << std::setw(5) << (all > 0 ? 100 * phase.processor_seconds / all : 0)
              << '\n';
  }
}

int exit_status(const ingest::Report& report) {
  const bool done = report.added || report.replaced || report.unchanged;
  if (!done) return report.refused || !report.passed_over ? kNothingDone : kAllWell;
  return report.refused ? kSomeRefused : kAllWell;
}

int run(AddCommand& command) {
  auto format = checked_format(command.reading);
  if (!format) return failed(format.error());
  std::ofstream refused_file;
  if (!command.refused.empty()) {
    refused_file.open(command.refused, std::ios::trunc);
    if (!refused_file) return failed({Code::io, "--refused \"" + command.refused + "\" cannot be written", "refused"});
  }
  ProgressStyle style = ProgressStyle::none;
  if (command.progress == "json") style = ProgressStyle::json;
  if (command.progress == "auto" && !command.json && isatty(STDERR_FILENO)) style = ProgressStyle::terminal;
  CommandProgress progress(style, refused_file.is_open() ? &refused_file : nullptr);

  ingest::AddOptions options;
  options.archive = command.archive;
  options.jobs = command.jobs;
  options.profile = command.profile;
  options.readers = command.reading.defaults;
  options.format = *format;
  auto report = ingest::add(command.reading.paths, options, progress);
  progress.clear_line();
  if (!report) return failed(report.error());
  if (refused_file.is_open() && !refused_file.flush())
    return failed({Code::io, "--refused \"" + command.refused + "\" could not be written whole", "refused"});
  command.json ? print_json(*report) : print_text(*report);
  if (report->read == 0 && report->passed_over == 0) std::cerr << "backfile-indexer: there was nothing to read in what was named\n";
  return exit_status(*report);
}

}  // namespace

void install_add(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("add", "Adds articles to the archive, making it where there is none");
  auto options = std::make_shared<AddCommand>();
  archive_option(*command, options->archive);
  reading_options(*command, options->reading);
  command->add_option("--jobs", options->jobs, "Threads that analyse and build; 0: one a core")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  command
      ->add_option("--refused", options->refused,
                   "Write every refusal, every warning and what was passed over there, one JSON line each: kind, file, record, reason")
      ->type_name("FILE");
  command->add_flag("--profile", options->profile, "Say where the time went: processor time by phase, in the report");
  command->add_flag("--json", options->json, "The report as one JSON line, last on standard output");
  command
      ->add_option("--progress", options->progress, "auto: a line on a terminal; json: {\"committed\":N} after each durable commit; none")
      ->check(CLI::IsMember({"auto", "json", "none"}))
      ->capture_default_str();
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
