// backfile-server key add, list, revoke.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "config/settings.h"

namespace CLI {
class App;
}

namespace backfile::http {

/// What of `key …` stood on the command line.
struct KeyCommand {
  std::string name;
  std::vector<std::string> scopes;
};

/// Adds the subcommands. Options of the program itself, such as --archive, are taken behind them as well.
std::shared_ptr<KeyCommand> describe_key_commands(CLI::App& app);

/// Whether one of them was asked for.
bool is_key_command(const CLI::App& app);

/// Does it; the result is the exit status.
int run_key_command(const CLI::App& app, const KeyCommand& command, const config::Settings& settings);

/// The setting keys_file, or its default.
std::string keys_file_of(const config::Settings& settings);

}  // namespace backfile::http
