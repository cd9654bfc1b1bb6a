// `delete`: takes articles out of the archive by id.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/ingest/pipeline.h"

namespace backfile::commands {

namespace {

struct DeleteOptions {
  std::string archive;
  std::vector<std::string> ids;
  bool json = false;
};

int run(const DeleteOptions& options) {
  std::vector<std::string> ids;
  for (const std::string& id : options.ids) {
    if (id != "-") {
      ids.push_back(id);
      continue;
    }
    for (std::string line; std::getline(std::cin, line);)
      if (!line.empty()) ids.push_back(line);
  }
  auto report = ingest::remove(options.archive, ids);
  if (!report) return failed(report.error());
  for (const std::string& id : report->unknown) std::cerr << "backfile-indexer: no article has the id \"" << id << "\"\n";
  if (options.json)
    std::cout << nlohmann::ordered_json{{"deleted", report->deleted}, {"unknown", report->unknown.size()}}.dump(
                     -1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
  else
    std::cout << "deleted " << report->deleted << ", unknown " << report->unknown.size() << '\n';
  if (report->unknown.empty()) return kAllWell;
  return report->deleted ? kSomeRefused : kNothingDone;
}

}  // namespace

void install_delete(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("delete", "Takes articles out of the archive");
  auto options = std::make_shared<DeleteOptions>();
  archive_option(*command, options->archive);
  command->add_option("ids", options->ids, "Ids of articles; '-' reads them from standard input, one a line")->required()->type_name("ID");
  command->add_flag("--json", options->json, "The report as one JSON line");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
