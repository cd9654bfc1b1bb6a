// What a client may keep of an answer that depends on nothing but the archive's state and the request.
#pragma once
#include <functional>

#include "server/http/conditional.h"
#include "server/http/service.h"

namespace backfile::http {

/// Such an answer: 304 where the client has what this request gives in the archive's present state, else what `work` makes of a response
/// that already bears the state's tag. The tag is of this server's run: settings may be others in the next. work's errors are those of
/// failed().
Response answer_from_archive(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work);

}  // namespace backfile::http
