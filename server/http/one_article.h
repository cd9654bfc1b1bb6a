// What the addresses under /v1/articles/{id} answer alike.
#pragma once
#include <functional>

#include "server/http/archive_state.h"

namespace backfile::http {

/// As answer_from_archive, for work about the article that the route captured: 404 where no article that may be seen has the id, 410 with
/// when and why for one that was canceled or deleted.
Response answer_from_article(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work);

}  // namespace backfile::http
