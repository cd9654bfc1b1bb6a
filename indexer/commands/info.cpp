// `info`: what an archive holds, in numbers.
#include "indexer/store/info.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/commands/progress.h"

namespace backfile::commands {

namespace {

struct InfoCommand {
  std::string archive;
  bool json = false;
};

void print_json(const store::Info& info) {
  nlohmann::ordered_json languages = nlohmann::ordered_json::object();
  for (const auto& count : info.languages) languages[count.language] = count.articles;
  std::cout << nlohmann::ordered_json{{"id", info.manifest.id},
                                      {"articles", info.articles},
                                      {"embargoed", info.embargoed},
                                      {"withheld", info.withheld},
                                      {"canceled", info.canceled},
                                      {"deleted", info.tombstones},
                                      {"first_date", info.first_date},
                                      {"last_date", info.last_date},
                                      {"languages", languages},
                                      {"bytes_on_disk", info.bytes_on_disk},
                                      {"generation", info.manifest.generation},
                                      {"revision", info.revision},
                                      {"databases", info.manifest.all().size()},
                                      {"analyzer", info.manifest.analyzer},
                                      {"schema", info.manifest.schema}}
                   .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
            << '\n';
}

void print_text(const store::Info& info) {
  std::cout << "articles    " << grouped(info.articles) << '\n';
  if (info.embargoed + info.withheld + info.canceled + info.tombstones > 0)
    std::cout << "hidden      " << grouped(info.embargoed) << " embargoed, " << grouped(info.withheld) << " withheld, "
              << grouped(info.canceled) << " canceled; " << grouped(info.tombstones) << " deleted are remembered\n";
  if (info.first_date.empty())
    std::cout << "dates       none\n";
  else
    std::cout << "dates       " << info.first_date << " to " << info.last_date << '\n';
  std::cout << "languages   ";
  std::string separator;
  for (const auto& count : info.languages) {
    std::cout << separator << count.language << ' ' << grouped(count.articles);
    separator = ", ";
  }
  std::cout << (info.languages.empty() ? "none\n" : "\n");
  std::cout << "size        " << grouped(info.bytes_on_disk) << " bytes in " << info.manifest.all().size() << " databases\n"
            << "generation  " << info.manifest.generation << ", revision " << info.revision << '\n'
            << "analyzer    " << info.manifest.analyzer << ", schema " << info.manifest.schema << '\n'
            << "id          " << info.manifest.id << '\n';
}

int run(const InfoCommand& command) {
  auto info = store::info(command.archive);
  if (!info) return failed(info.error());
  command.json ? print_json(*info) : print_text(*info);
  return kAllWell;
}

}  // namespace

void install_info(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("info", "Articles, dates covered, languages, size, generation, analyzer version");
  auto options = std::make_shared<InfoCommand>();
  archive_option(*command, options->archive);
  command->add_flag("--json", options->json, "As one JSON line");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace backfile::commands
