// What a client may keep of an answer that depends on nothing but the archive's state and the request.
#pragma once
#include "server/http/conditional.h"
#include "server/http/service.h"

namespace backfile::http {

/// The answer to begin with (conditional.h): 304 where the client has what this request gives in the archive's present state. The tag is of
/// this server's run: settings may be others in the next.
Result<Response> begin_answer(const Request& request, search::Engine& engine);

}  // namespace backfile::http
