// What a client may keep of an answer that depends on nothing but the archive's state and the request.
#pragma once
#include <functional>

#include "server/http/conditional.h"
#include "server/http/service.h"

namespace backfile::http {

/// Such an answer: 304 where the client has what this request gives in the archive's present state, else what `work` makes of a response
/// that already bears the state's tag. The tag is of these settings: they may be others in the next run, or after a SIGHUP. work's errors
/// are those of failed().
///
/// What `work` made is kept (answer_cache.h) and answered again, with the header `Cache-Status: backfile; hit` and the time that it took
/// now; not errors, nor what is explained, nor what took as long as searches may, since parts of it may be missing.
enum class Keep { yes, no };
Response answer_from_archive(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work, Keep keep = Keep::yes);

}  // namespace backfile::http
