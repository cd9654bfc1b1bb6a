// `create`: an empty archive, for a server that is to start before there is anything to index.
#include <CLI/CLI.hpp>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/options.h"
#include "indexer/commands/progress.h"
#include "indexer/ingest/pipeline.h"

namespace backfile::commands {

void install_create(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("create", "Makes an empty archive where there is none, so that a server can start on it");
  auto options = std::make_shared<ingest::AddOptions>();
  archive_option(*command, options->archive);
  command->callback([options, &status] {
    CommandProgress silent(ProgressStyle::none, nullptr);
    auto report = ingest::add({}, *options, silent);  // nothing to add: what remains is making the archive
    status = report ? kAllWell : failed(report.error());
  });
}

}  // namespace backfile::commands
