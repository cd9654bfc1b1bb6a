// The server as a program: everything that lives from its start to its end, and the signals that it obeys.
#pragma once
#include <functional>

#include "config/settings.h"

namespace backfile::http {

/// Serves until SIGTERM or SIGINT and returns the exit status. SIGHUP takes over what `read_settings` gives then, if it is right, and opens
/// the log again; SIGUSR1 makes the log say more, SIGUSR2 less.
int serve(const config::Settings& settings, const std::function<Result<config::Settings>()>& read_settings);

/// Says on standard error what keeps the program from serving. Returns its exit status.
int refuse(const Error& error);

}  // namespace backfile::http
