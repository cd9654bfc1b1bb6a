// `check`: whether an archive can be trusted.
#include "indexer/store/check.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/commands/progress.h"

namespace backfile::commands {

namespace {

struct CheckCommand {
  std::string archive;
  bool json = false;
};

int run(const CheckCommand& command) {
  auto report = store::check(command.archive);
  if (!report) return failed(report.error());
  for (const std::string& problem : report->problems) std::cerr << "backfile-indexer: " << problem << '\n';
  if (command.json)
    std::cout << nlohmann::ordered_json{{"sound", report->sound()},
                                        {"articles", report->articles},
                                        {"databases", report->databases},
                                        {"summed_databases", report->summed_databases},
                                        {"problems", report->problems}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
  else
    std::cout << (report->sound() ? "sound: " : "DAMAGED: ") << grouped(report->articles) << " articles in " << report->databases
              << " databases, " << report->summed_databases << " of them with checksums, " << report->problems.size() << " problems\n";
  return report->sound() ? kAllWell : kSomeRefused;
}

}  // namespace

void install_check(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("check", "Reads the whole archive and says whether it is sound (exit status 1 where it is not)");
  auto options = std::make_shared<CheckCommand>();
  archive_option(*command, options->archive);
  command->add_flag("--json", options->json, "The report as one JSON line");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
