// Pools, server and signals put together.
#include "server/http/program.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <iostream>
#include <list>
#include <random>
#include <thread>

#include "config/address.h"
#include "config/networks.h"
#include "server/http/key_commands.h"
#include "server/http/log.h"
#include "server/http/metrics.h"
#include "server/http/reload.h"
#include "server/http/routes.h"
#include "server/http/server.h"
#include "server/search/age.h"

namespace backfile::http {
namespace {

/// From a signal to the end of the process: what was accepted is answered within the first, then it ends anyway.
constexpr std::chrono::seconds kAnswerWithin{9};

std::chrono::milliseconds in_milliseconds(double seconds) { return std::chrono::milliseconds(static_cast<long long>(seconds * 1000)); }

unsigned searches_of(const config::Settings& settings) {
  // More than processors, as some wait for the disk; more than that only take turns (measured on two, of 2, 3 and 4).
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  return settings.threads ? settings.threads : processors + (processors + 1) / 2;
}

search::EngineLimits engine_limits(const config::Settings& settings) {
  return {settings.search_deadline_seconds, settings.max_expansions, settings.snippet_length, settings.recency};
}

/// As many files and sockets as this user may open; returns how many that are.
std::size_t allow_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

/// Connections must leave engines the descriptors for the archive's files: each holds half a dozen a database.
FrontLimits front_limits(const config::Settings& settings, std::shared_ptr<const Tls> tls) {
  constexpr std::size_t kForFiles = 512;
  const std::size_t allowed = allow_descriptors();
  const std::size_t connections = std::min<std::size_t>(settings.connections, allowed - std::min(allowed / 2, kForFiles));
  return {connections,
          settings.connections_per_address,
          settings.requests_per_second,
          static_cast<double>(settings.request_burst),
          *config::parse_networks(settings.trusted_proxies),
          std::move(tls)};
}

/// Null where the settings want none.
Result<std::shared_ptr<const Tls>> tls_of(const config::Settings& settings) {
  if (settings.tls_cert.empty() && settings.tls_key.empty()) return std::shared_ptr<const Tls>();
  return Tls::load(settings.tls_cert, settings.tls_key);
}

ServerOptions options_of(const config::Settings& settings, std::shared_ptr<const Tls> tls) {
  ServerOptions options;
  options.address = *config::parse_address(settings.listen);
  options.searches = searches_of(settings);
  options.workers = options.searches + 8;  // what does not search need not wait
  options.streams = settings.streams;
  options.line = settings.max_waiting;
  options.limits = front_limits(settings, std::move(tls));
  options.patience = {in_milliseconds(settings.keep_alive_seconds), in_milliseconds(settings.head_seconds),
                      in_milliseconds(settings.write_seconds), in_milliseconds(settings.body_seconds)};
  return options;
}

std::string url_of(const config::Address& address, std::uint16_t port, bool tls) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return (tls ? "https://" : "http://") + std::string(v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(port);
}

Error explain(const Error& error, const std::string& archive) {
  if (error.code != Code::not_found) return error;
  return {Code::not_found, "there is no archive at " + archive + "; make one with: backfile-indexer add --archive " + archive + " FILES…"};
}

/// Blocks the signals that the program obeys for this thread and those it will start, so that they are waited for instead of striking
/// anywhere.
sigset_t hold_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2}) sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return set;
}

/// Settings with what endpoints get to see by them; stays where it is.
struct Generation {
  config::Settings settings;
  std::unique_ptr<AnswerCache> answers;
  std::unique_ptr<Service> service;
};

class Program {
 public:
  explicit Program(const config::Settings& settings)
      : engines_(settings.archive, engine_limits(settings), searches_of(settings), in_milliseconds(settings.search_deadline_seconds)),
        stream_engines_(settings.archive, engine_limits(settings), settings.streams, {}),
        probe_engines_(settings.archive, engine_limits(settings), 1, {}),
        keys_(keys_file_of(settings), log_warning),
        updates_(settings.archive, in_milliseconds(settings.write_wait_seconds),
                 [this](double seconds) {
                   metrics_.observe("backfile_commit_seconds", "Time that a commit of changes by HTTP took until it was durable.", seconds);
                 }),
        long_queries_(in_milliseconds(settings.search_deadline_seconds)) {
    begin_generation(settings);
    watch_gauges();
    add_reloads();
  }

  Result<void> start();
  /// Obeys signals until one of them ends the program. Returns the exit status.
  int obey(const sigset_t& signals, const std::function<Result<config::Settings>()>& read_settings);

 private:
  void begin_generation(const config::Settings& settings);
  void watch_gauges();
  void add_reloads();
  void reload(const Result<config::Settings>& settings);
  int stop();
  const config::Settings& settings() const { return current_.load()->settings; }

  Metrics metrics_;
  std::atomic<bool> draining_{false};
  EnginePool engines_, stream_engines_, probe_engines_;
  keys::Ring keys_;
  writing::Updates updates_;
  LongQueries long_queries_;
  // Earlier ones are kept: a request that began under one ends under it. They are as many as SIGHUPs, a few kilobytes each.
  std::list<Generation> generations_;
  std::atomic<Generation*> current_{nullptr};
  Reload reload_;
  std::unique_ptr<Server> server_;
};

void Program::begin_generation(const config::Settings& settings) {
  Generation* const before = current_;
  Generation& made = generations_.emplace_back(Generation{settings, std::make_unique<AnswerCache>(settings.query_cache), nullptr});
  made.service = std::make_unique<Service>(Service{made.settings, engines_, stream_engines_, probe_engines_, metrics_, draining_,
                                                   [](const Request& request, const Error& error) { log_failure(request, error.message); },
                                                   keys_, updates_, long_queries_, *made.answers, std::random_device{}()});
  current_ = &made;
  if (before) before->answers->close();
}

void Program::watch_gauges() {
  metrics_.watch("backfile_searches_running", "Engines in use by searches.", [this] { return static_cast<double>(engines_.lent()); });
  metrics_.watch("backfile_streams_running", "Engines in use by exports.", [this] { return static_cast<double>(stream_engines_.lent()); });
  metrics_.watch("backfile_query_cache_bytes", "Memory that kept answers take.",
                 [this] { return static_cast<double>(current_.load()->answers->bytes()); });
  metrics_.watch("backfile_resident_bytes", "Memory of this process.", resident_memory);
  const auto state = [this](double (*value)(const search::Engine::State&)) {
    auto engine = probe_engines_.borrow();
    const auto now = engine ? (*engine)->state() : tl::unexpected<Error>(engine.error());
    return now ? value(*now) : -1.0;
  };
  metrics_.watch("backfile_archive_age_seconds",
                 "Seconds since the archive last changed: since its manifest was replaced or one of its databases committed to, by any "
                 "process; -1 where it cannot be read.",
                 [this] { return search::seconds_since_change(settings().archive).value_or(-1); });
  metrics_.watch("backfile_articles", "Articles in the archive that anybody may see; -1 where it cannot be read.",
                 [state] { return state([](const auto& now) { return static_cast<double>(now.articles); }); });
  metrics_.watch("backfile_revision", "The archive's revision; -1 where it cannot be read.",
                 [state] { return state([](const auto& now) { return static_cast<double>(now.revision); }); });
}

void Program::add_reloads() {
  reload_.add([this](const config::Settings& settings) -> Result<Reload::Apply> {
    auto synonyms = query::load_synonyms(settings.synonyms);
    if (!synonyms) return tl::unexpected<Error>(synonyms.error());
    return [this, made = *synonyms] {
      engines_.set_synonyms(made);
      stream_engines_.set_synonyms(made);
    };
  });
  reload_.add([](const config::Settings& settings) -> Result<Reload::Apply> {
    // Opened again at the same place: whoever keeps old logs has moved it away.
    if (auto opened = open_log(settings); !opened) return tl::unexpected<Error>(opened.error());
    return [] {};
  });
  reload_.add([this](const config::Settings& settings) -> Result<Reload::Apply> {
    auto tls = tls_of(settings);
    if (!tls) return tl::unexpected<Error>(tls.error());
    // A server that began with plain HTTP goes on with it, and the other way round: clients would not know.
    const bool as_before = settings.tls_cert.empty() == this->settings().tls_cert.empty();
    if (!as_before) return fail(Code::invalid, "tls_cert and tls_key can be changed, but not given or taken away, while the server runs");
    return [this, settings, made = *tls] {
      engines_.set_limits(engine_limits(settings));
      stream_engines_.set_limits(engine_limits(settings));
      if (server_) server_->set_limits(front_limits(settings, made));
      begin_generation(settings);
    };
  });
}

Result<void> Program::start() {
  if (auto right = reload_.run(settings()); !right) return right;
  if (auto loaded = keys_.load(); !loaded) return loaded;
  std::uint64_t articles = 0;
  {
    auto first = engines_.borrow();
    if (!first) return tl::unexpected<Error>(explain(first.error(), settings().archive));
    const auto state = (*first)->state();
    if (!state) return tl::unexpected<Error>(state.error());
    articles = state->articles;
  }
  auto tls = tls_of(settings());
  if (!tls) return tl::unexpected<Error>(tls.error());
  const ServerOptions options = options_of(settings(), *tls);
  auto opened = Server::open(
      options, [this](Request& request) { return dispatch(request, *current_.load()->service); },
      [this](const Head& head) { return kind_of(head, settings()); },
      [this](const Exchanged& exchanged) {
        metrics_.count(exchanged);
        log_exchange(exchanged, settings().slow_search_seconds);
      });
  if (!opened) return tl::unexpected<Error>(opened.error());
  server_ = std::move(*opened);
  server_->start();
  std::cout << "Serving " << articles << " articles of " << settings().archive << " at "
            << url_of(options.address, server_->port(), options.limits.tls != nullptr) << std::endl;
  return {};
}

void Program::reload(const Result<config::Settings>& settings_now) {
  const config::Settings& before = settings();
  const auto done = settings_now ? reload_.run(*settings_now) : Result<void>(tl::unexpected<Error>(settings_now.error()));
  if (!done) return log_warning("settings stay as they were: " + done.error().message);
  for (const std::string& name : need_a_start(before, *settings_now)) log_warning(name + " is taken over at the next start");
  log_event("settings were read again");
}

int Program::obey(const sigset_t& signals, const std::function<Result<config::Settings>()>& read_settings) {
  for (;;) {
    int received = 0;
    sigwait(&signals, &received);
    if (received == SIGHUP) {
      reload(read_settings());
    } else if (received == SIGUSR1 || received == SIGUSR2) {
      log_event("the log says " + change_log_level(received == SIGUSR1) + " from now on");
    } else {
      pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends it at once
      return stop();
    }
  }
}

int Program::stop() {
  draining_ = true;
  log_event("stopping: answering what was accepted");
  if (server_->stop(kAnswerWithin)) return 0;
  log_warning("stopped before everything accepted was answered");
  std::cout.flush();
  _exit(1);  // threads are still at work: nothing of theirs may be destroyed
}

}  // namespace

int refuse(const Error& error) {
  std::cerr << "backfile-server: " << error.message << "\n";
  return 1;
}

int serve(const config::Settings& settings, const std::function<Result<config::Settings>()>& read_settings) {
  const sigset_t signals = hold_signals();
  Program program(settings);
  if (auto started = program.start(); !started) return refuse(started.error());
  return program.obey(signals, read_settings);
}

}  // namespace backfile::http
