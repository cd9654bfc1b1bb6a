// From a request to the endpoint that answers it.
#pragma once
#include "server/http/message.h"
#include "server/http/service.h"

namespace backfile::http {

#define BACKFILE_ROUTE(method, path, endpoint) Response endpoint(const Request& request, Service& service);
#include "server/http/routes.def"
#undef BACKFILE_ROUTE

/// Answers with the endpoint of the request's path and method. Where there is none: 404, or 405 with Allow; a body that no endpoint
/// reads: 415 where it is compressed, 411 where it is sent in chunks, else 413.
Response dispatch(Request request, Service& service);

}  // namespace backfile::http
