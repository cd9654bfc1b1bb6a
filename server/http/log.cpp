// JSON lines by spdlog, which writes time and level; the rest of each object is made here.
#include "server/http/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "server/http/target.h"

namespace backfile::http {
namespace {

/// The members of an object, without its braces: spdlog's pattern puts them behind time and level.
std::string members(const nlohmann::ordered_json& object) {
  const std::string text = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

/// Replaced while threads write to it. A mutex: std::atomic<std::shared_ptr> of this library lets go of its lock with too weak an order.
class Current {
 public:
  /// Null before open_log().
  std::shared_ptr<spdlog::logger> get() {
    const std::lock_guard lock(mutex_);
    return logger_;
  }
  void set(std::shared_ptr<spdlog::logger> logger) {
    const std::lock_guard lock(mutex_);
    logger_ = std::move(logger);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<spdlog::logger> logger_;
};
Current current;

void say(spdlog::level::level_enum level, const nlohmann::ordered_json& object) {
  const auto logger = current.get();
  if (logger && logger->should_log(level)) logger->log(level, spdlog::string_view_t(members(object)));
}

}  // namespace

Result<void> open_log(const config::Settings& settings) {
  std::shared_ptr<spdlog::sinks::sink> sink;
  try {
    if (settings.log_file.empty()) {
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
      sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(settings.log_file);
    }
  } catch (const spdlog::spdlog_ex&) {
    return fail(Code::io, "the log file " + settings.log_file + " cannot be written", "log_file");
  }
  auto logger = std::make_shared<spdlog::logger>("backfile", std::move(sink));
  logger->set_level(spdlog::level::from_str(settings.log_level));
  logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
  logger->flush_on(spdlog::level::trace);
  current.set(std::move(logger));
  return {};
}

void log_exchange(const Exchanged& exchanged, double slow_seconds) {
  const Request& request = exchanged.request;
  if (!exchanged.trouble.empty()) log_failure(request, exchanged.trouble);
  const std::size_t mark = request.target.find('?');
  const std::string query = mark == std::string::npos ? "" : request.target.substr(mark + 1);
  // An export takes as long as its reader does.
  const bool slow = slow_seconds > 0 && exchanged.milliseconds > slow_seconds * 1000 && !exchanged.streamed;
  nlohmann::ordered_json line = {{"request", request.id},        {"remote", request.remote_address},
                                 {"method", request.method},     {"path", decode(request.path, false)},
                                 {"query", decode(query, true)}, {"status", exchanged.status},
                                 {"bytes", exchanged.bytes},     {"ms", std::round(exchanged.milliseconds * 1000) / 1000}};
  if (!request.key_name.empty()) line["key"] = request.key_name;
  if (slow) line["slow"] = true;
  if (exchanged.cut) line["cut"] = true;
  say(slow ? spdlog::level::warn : spdlog::level::info, line);
}

void log_failure(const Request& request, const std::string& message) {
  say(spdlog::level::err, {{"request", request.id}, {"message", message}});
}

void log_event(const std::string& message) { say(spdlog::level::info, {{"message", message}}); }
void log_warning(const std::string& message) { say(spdlog::level::warn, {{"message", message}}); }

std::string change_log_level(bool more) {
  const auto logger = current.get();
  const int level = static_cast<int>(logger->level()) + (more ? -1 : 1);
  // "critical" is not among the levels that the setting knows.
  const auto changed = static_cast<spdlog::level::level_enum>(std::clamp<int>(level, spdlog::level::trace, spdlog::level::err));
  logger->set_level(changed);
  const auto name = spdlog::level::to_string_view(changed);
  return std::string(name.data(), name.size());
}

}  // namespace backfile::http
