// backfile-server: settings in, server up, signals out.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <thread>

#include "config/address.h"
#include "config/networks.h"
#include "config/settings.h"
#include "server/http/log.h"
#include "server/http/routes.h"
#include "server/http/server.h"

using namespace backfile;

namespace {

/// From a signal to the end of the process: what was accepted is answered within the first, then it ends anyway.
constexpr std::chrono::seconds kAnswerWithin{9};

int refuse(const Error& error) {
  std::cerr << "backfile-server: " << error.message << "\n";
  return 1;
}

struct Arguments {
  std::map<std::string, std::string> flags;
  std::string file;
};

void describe(CLI::App& app, Arguments& arguments) {
  app.footer(
      "Settings come from these flags, from variables (--log-level is BACKFILE_LOG_LEVEL), from the JSON file that --config or\n"
      "BACKFILE_CONFIG names, and from defaults, in this order. The log is one JSON object a line.\n"
      "Ends on SIGTERM or SIGINT: answers what it has accepted, within 10 seconds. Exit status: 0, or 1 where it could not serve.\n"
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
    app.add_option_function<std::string>(
           config::flag_name(name), [&arguments, name](const std::string& value) { arguments.flags[name] = value; }, help)
        ->type_name("VALUE");
  }
}

std::vector<std::string> environment() {
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) all.emplace_back(*entry);
  return all;
}

Error explain(const Error& error, const std::string& archive) {
  if (error.code != Code::not_found) return error;
  return {Code::not_found, "there is no archive at " + archive + "; make one with: backfile-indexer add --archive " + archive + " FILES…"};
}

unsigned searches_of(const config::Settings& settings) {
  return settings.threads ? settings.threads : 2 * std::max(1u, std::thread::hardware_concurrency());
}

http::ServerOptions options_of(const config::Settings& settings) {
  const auto in_milliseconds = [](double seconds) { return std::chrono::milliseconds(static_cast<long long>(seconds * 1000)); };
  http::ServerOptions options;
  options.address = *config::parse_address(settings.listen);
  options.workers = 2 * searches_of(settings) + 8;
  options.streams = settings.streams;
  options.line = settings.max_waiting;
  options.limits = {settings.connections, settings.connections_per_address, settings.requests_per_second,
                    static_cast<double>(settings.request_burst), *config::parse_networks(settings.trusted_proxies)};
  options.patience = {in_milliseconds(settings.keep_alive_seconds), in_milliseconds(settings.head_seconds),
                      in_milliseconds(settings.write_seconds), in_milliseconds(settings.body_seconds)};
  return options;
}

std::string url_of(const config::Address& address, std::uint16_t port) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(port);
}

/// Blocks SIGTERM and SIGINT for this thread and those it will start, so that they are waited for here instead of striking anywhere.
sigset_t hold_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return set;
}

/// As many files and sockets as this user may open: connections are sockets, and every engine holds files of the archive.
void allow_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int serve(const config::Settings& settings) {
  const sigset_t signals = hold_signals();
  allow_descriptors();
  auto synonyms = query::load_synonyms(settings.synonyms);
  if (!synonyms) return refuse(synonyms.error());
  const auto wait = std::chrono::milliseconds(static_cast<long long>(settings.search_deadline_seconds * 1000));
  const search::EngineLimits limits{settings.search_deadline_seconds, settings.max_clauses,    settings.max_depth, settings.max_wildcards,
                                    settings.max_expansions,          settings.snippet_length, settings.recency};
  http::EnginePool engines(settings.archive, limits, searches_of(settings), wait),
      stream_engines(settings.archive, limits, settings.streams, {}), probe_engines(settings.archive, limits, 1, {});
  engines.set_synonyms(*synonyms);
  stream_engines.set_synonyms(*synonyms);
  std::uint64_t articles = 0;
  {
    auto first = engines.borrow();
    if (!first) return refuse(explain(first.error(), settings.archive));
    const auto state = (*first)->state();
    if (!state) return refuse(state.error());
    articles = state->articles;
  }

  http::Service service{settings, engines, stream_engines, probe_engines,
                        [](const http::Request& request, const Error& error) { http::log_failure(request, error.message); }};
  const http::ServerOptions options = options_of(settings);
  auto server = http::Server::open(
      options, [&service](http::Request& request) { return http::dispatch(request, service); },
      [&settings](const http::Head& head) { return http::kind_of(head, settings); }, http::log_exchange);
  if (!server) return refuse(server.error());
  (*server)->start();
  std::cout << "Serving " << articles << " articles of " << settings.archive << " at " << url_of(options.address, (*server)->port())
            << std::endl;

  int received = 0;
  sigwait(&signals, &received);
  service.draining = true;
  http::log_event("stopping: answering what was accepted");
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends it at once
  if (!(*server)->stop(kAnswerWithin)) {
    http::log_warning("stopped before everything accepted was answered");
    std::cout.flush();
    _exit(1);  // threads are still at work: nothing of theirs may be destroyed
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Serves searches over a Backfile archive by HTTP.", "backfile-server"};
  Arguments arguments;
  describe(app, arguments);
  try {
    app.parse(count, words);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& error) {
    return refuse({Code::invalid, std::string(error.what()) + " (--help lists what there is)"});
  }
  const auto settings = config::load(arguments.flags, arguments.file, environment());
  if (!settings) return refuse(settings.error());
  if (auto opened = http::open_log(*settings); !opened) return refuse(opened.error());
  return serve(*settings);
}
