// From a request to the endpoint that answers it.
#pragma once
#include "server/http/message.h"
#include "server/http/service.h"

namespace backfile::http {

/// What kind of work a route is, and so who may hold whom up: each kind has its own bound of requests served at once.
enum class Kind {
  probe,       // answered at once, from memory, however busy the rest is
  plain,       // no body, an answer in memory
  reads_body,  // reads Request::body; only such a route gets one
  streams,     // sets Response::stream
};

#define BACKFILE_ROUTE(method, path, kind, endpoint) Response endpoint(const Request& request, Service& service);
#include "server/http/routes.def"
#undef BACKFILE_ROUTE

/// Answers with the endpoint of the request's path and method. Where there is none: 404, or 405 with Allow; OPTIONS: 204 with Allow. A body
/// that no endpoint reads: 415 where it is compressed, 411 where it is sent in chunks, else 413.
Response dispatch(Request& request, Service& service);

}  // namespace backfile::http
