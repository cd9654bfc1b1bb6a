// backfile-server: the command line.
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "server/http/key_commands.h"
#include "server/http/program.h"

using namespace backfile;

/// What jemalloc goes by where the environment (MALLOC_CONF) does not say otherwise: memory that is let go of returns to the system within
/// a second. It answers 4 to 8 of a hundred more searches a second than glibc's (measured), in about as much memory.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas_ratio:2,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

namespace {

struct Arguments {
  std::map<std::string, std::string> flags;
  std::string file;
};

void describe(CLI::App& app, Arguments& arguments) {
  app.footer(
      "Settings come from these flags, from variables (--log-level is BACKFILE_LOG_LEVEL), from the JSON file that --config or\n"
      "BACKFILE_CONFIG names, and from defaults, in this order. The log is one JSON object a line.\n"
      "Ends on SIGTERM or SIGINT: answers what it has accepted, within 10 seconds. Exit status: 0, or 1 where it could not serve.\n"
      "SIGHUP reads settings and synonyms again and takes them over if all is right, and opens the log file again. SIGUSR1 makes the log\n"
      "say more, SIGUSR2 less, until the next SIGHUP.\n"
      "\n"
      "  backfile-indexer add --archive news articles/\n"
      "  backfile-server --archive news --listen 127.0.0.1:8080\n"
      "  curl 'http://127.0.0.1:8080/v1/search?q=coal+strike'");
  app.set_version_flag("--version", "backfile-server " BACKFILE_VERSION);
  app.add_option("--config", arguments.file, "JSON file of settings; see config/backfile.example.json.")->type_name("FILE");
  const config::Settings defaults;
  for (const config::Setting& setting : config::table()) {
    const std::string name = setting.name, shown = setting.get(defaults);
    const std::string help = setting.help + (shown.empty() ? "" : " Default: " + shown);
    const auto set = [&arguments, name](const std::string& value) { arguments.flags[name] = value; };
    if (shown == "true" || shown == "false") {
      app.add_flag_function(
          config::flag_name(name), [set](std::int64_t given) { set(given > 0 ? "true" : "false"); }, help);
    } else {
      app.add_option_function<std::string>(config::flag_name(name), set, help)->type_name("VALUE");
    }
  }
}

std::vector<std::string> environment() {
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) all.emplace_back(*entry);
  return all;
}

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Serves searches over a Backfile archive by HTTP.", "backfile-server"};
  Arguments arguments;
  describe(app, arguments);
  const auto key_command = http::describe_key_commands(app);
  try {
    app.parse(count, words);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& error) {
    return http::refuse({Code::invalid, std::string(error.what()) + " (--help lists what there is)"});
  }
  const auto read_settings = [&arguments] { return config::load(arguments.flags, arguments.file, environment()); };
  const auto settings = read_settings();
  if (!settings) return http::refuse(settings.error());
  if (http::is_key_command(app)) return http::run_key_command(app, *key_command, *settings);
  return http::serve(*settings, read_settings);
}
