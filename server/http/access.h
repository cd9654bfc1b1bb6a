// Who may ask for what: keys, looked at before anything else of a request is.
#pragma once
#include "server/http/routes.h"

namespace backfile::http {

/// status 0: the request may go on, and request.key_name and long_queries tell of its key where it came with one that is known. Otherwise
/// the answer: 401 where a key is missing or unknown, 403 where it may not do this (RFC 6750). Changing the archive always needs a key of
/// scope write; reading needs one of scope read where the setting require_key says so; probes never do. A key comes in `Authorization:
/// Bearer KEY` or, where there is no such header, in X-API-Key; for reading also in a cookie (session.h).
Response check_access(Request& request, Service& service, Kind kind);

}  // namespace backfile::http
