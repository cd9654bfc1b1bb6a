// From a request to the endpoint that answers it.
#pragma once
#include "server/http/head.h"
#include "server/http/message.h"
#include "server/http/service.h"

namespace backfile::http {

/// From the request's target and method, before anything else is known; plain where there is no such route.
Kind kind_of(const Head& head, const config::Settings& settings);

#define BACKFILE_ROUTE(method, path, kind, endpoint) Response endpoint(const Request& request, Service& service);
#include "server/http/pages.def"
#include "server/http/routes.def"
#undef BACKFILE_ROUTE

/// Answers with the endpoint of the request's path and method. Where there is none: 404, or 405 with Allow; OPTIONS: 204 with Allow. A body
/// that no endpoint reads: 415 where it is compressed, 411 where it is sent in chunks, else 413.
Response dispatch(Request& request, Service& service);

}  // namespace backfile::http
