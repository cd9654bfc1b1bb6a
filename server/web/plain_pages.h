// Pages without articles: query help, what went wrong, signing in.
#pragma once
#include <string>

#include "server/web/site.h"

namespace backfile::web {

/// How to ask, with examples that run.
std::string help_page(const Frame& frame);

/// status: of HTTP. detail: one sentence, in English.
std::string problem_page(const Frame& frame, int status, const std::string& detail);

/// Where reading needs a key. next: path and query to go on to, of this server. wrong: the key sent was none.
std::string sign_in_page(const Frame& frame, const std::string& next, bool wrong);

}  // namespace backfile::web
