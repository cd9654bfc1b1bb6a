// A page of results as plain text, for a terminal.
#pragma once
#include <string>
#include <string_view>

#include "server/query/request.h"
#include "server/search/results.h"

namespace backfile::render {

/// Numbered; what matches stands between asterisks; lines of at most 80 characters but for titles and addresses. path: as in search_json.
/// articles: what an id is put behind where an article has no URL of its own.
std::string search_text(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path,
                        std::string_view articles);

}  // namespace backfile::render
