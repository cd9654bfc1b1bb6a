// `delete`: takes articles out of the archive by id, and out of its files where asked.
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
  ingest::RemoveOptions how;
  bool json = false;
};

void print_json(const ingest::RemoveReport& report) {
  nlohmann::ordered_json json{{"deleted", report.deleted}, {"gone", report.gone.size()}, {"unknown", report.unknown.size()}};
  if (report.purged) json["purged"] = {{"databases", report.purged->rewritten}, {"still_open_in", report.purged->still_open_in}};
  std::cout << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void print_text(const ingest::RemoveReport& report) {
  std::cout << "deleted " << report.deleted << ", deleted before " << report.gone.size() << ", unknown " << report.unknown.size() << '\n';
  if (!report.purged) return;
  std::cout << "purged: " << report.purged->rewritten
            << " databases rewritten, and nothing that was deleted is left in the archive's files\n";
  for (const int process : report.purged->still_open_in)
    std::cout << "process " << process << " still has old files open; their space is given back with its next search, or when it ends\n";
}

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
  auto report = ingest::remove(options.archive, ids, options.how);
  if (!report) return failed(report.error());
  for (const std::string& id : report->unknown) std::cerr << "backfile-indexer: no article has the id \"" << id << "\"\n";
  for (const std::string& id : report->gone) std::cerr << "backfile-indexer: the article \"" << id << "\" was deleted before\n";
  options.json ? print_json(*report) : print_text(*report);
  const bool all_found = report->unknown.empty() && (options.how.purge || report->gone.empty());
  if (all_found) return kAllWell;
  return report->deleted ? kSomeRefused : kNothingDone;
}

}  // namespace

void install_delete(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("delete", "Takes articles out of the archive");
  auto options = std::make_shared<DeleteOptions>();
  archive_option(*command, options->archive);
  command->add_option("ids", options->ids, "Ids of articles; '-' reads them from standard input, one a line")->required()->type_name("ID");
  command->add_option("--reason", options->how.reason, "Why, for whoever asks for one of them later")->type_name("TEXT");
  command->add_flag(
      "--purge", options->how.purge,
      "Also removes what is left of them in the archive's files, and says when it is gone; rewrites every database that was changed");
  command->add_flag("--json", options->json, "The report as one JSON line");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
