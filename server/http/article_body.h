// What the endpoints that take articles have in common.
#pragma once
#include "server/http/routes.h"
#include "server/writing/outcome.h"

namespace backfile::http {

/// Whether the body is said to be JSON, one article a line.
bool is_lines(const Request& request);

/// status 0: the body may be read. Otherwise 415 where the request says that it holds something else than JSON, 400 for a parameter.
Response check_article_request(const Request& request);

/// The answer to an error of the archive while writing: 503 where another process writes, 500 otherwise, which is reported.
Response write_failed(const Service& service, const Request& request, const Error& error);

/// The problem with what the request has done before it: counts by outcome.
Response with_totals(Response problem, const writing::Totals& totals);

}  // namespace backfile::http
