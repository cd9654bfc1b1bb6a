// `formats`: what can be read, and what each format supplies.
#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>

#include "indexer/commands/command.h"
#include "indexer/readers/reader.h"

namespace backfile::commands {

void install_formats(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("formats", "Lists the formats that can be read");
  command->callback([&status] {
    std::cout << std::left << std::setw(12) << "FORMAT" << std::setw(32) << "EXTENSIONS"
              << "SUPPLIES\n";
    for (const readers::Format* format : readers::formats())
      std::cout << std::setw(12) << format->name << std::setw(32) << format->extensions << format->supplies << '\n';
    std::cout << "\nA format is recognised by its content; --format NAME of `add` and `read` overrides the guess.\n"
                 "Each may be compressed (.gz .bz2 .xz .zst) or lie in a container (.zip .tar .tar.*).\n";
    status = kAllWell;
  });
}

}  // namespace backfile::commands
