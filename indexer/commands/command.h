// What a command of backfile-indexer is: a subcommand that installs itself and leaves an exit status.
#pragma once
#include <string>

namespace CLI {
class App;
}

namespace backfile::commands {

/// Exit statuses, as documented in --help.
inline constexpr int kAllWell = 0;
inline constexpr int kSomeRefused = 1;
inline constexpr int kNothingDone = 2;

/// Adds one subcommand to `app`. When the user called it, parsing runs it, and `status` holds its exit status.
using Install = void (*)(CLI::App& app, int& status);

void install_add(CLI::App& app, int& status);
void install_delete(CLI::App& app, int& status);
void install_read(CLI::App& app, int& status);
void install_show(CLI::App& app, int& status);
void install_info(CLI::App& app, int& status);
void install_check(CLI::App& app, int& status);
void install_create(CLI::App& app, int& status);
void install_formats(CLI::App& app, int& status);
void install_watch(CLI::App& app, int& status);

}  // namespace backfile::commands
