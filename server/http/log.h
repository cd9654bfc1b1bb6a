// The log: one JSON object a line, for every request and for what the server has to say.
#pragma once
#include <string>

#include "config/settings.h"
#include "server/http/exchange.h"

namespace backfile::http {

/// Everything goes to standard error, or is appended to settings.log_file. Code::io where that file cannot be written;
/// the log stays as it was then. May be called again.
Result<void> open_log(const config::Settings& settings);

/// At level info; at level warn, marked "slow", where it took longer than slow_seconds (0: never). From any thread, as all that follows.
void log_exchange(const Exchanged& exchanged, double slow_seconds);

/// An error behind an answer of status 500 or 503, with the request's id; at level error.
void log_failure(const Request& request, const std::string& message);

/// At level info, or warn.
void log_event(const std::string& message);
void log_warning(const std::string& message);

/// One level more talkative, or less. Returns the level's name.
std::string change_log_level(bool more);

}  // namespace backfile::http
