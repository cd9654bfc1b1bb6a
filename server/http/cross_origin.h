// Cross-origin requests (CORS): which pages of other sites may read answers in a browser. None, unless the settings name them.
#pragma once
#include "config/settings.h"
#include "server/http/message.h"

namespace backfile::http {

/// Adds the headers that let a page of the request's Origin read the answer, where the setting cors_origins names it. An answer to OPTIONS
/// becomes a preflight's, with the methods of its Allow header. Where the endpoint said itself who may read it, that holds.
void allow_origin(const config::Settings& settings, const Request& request, Response& response);

}  // namespace backfile::http
