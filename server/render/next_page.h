// The address of what comes after a page of results.
#pragma once
#include <string>
#include <string_view>

#include "server/query/request.h"
#include "server/search/results.h"

namespace backfile::render {

/// The same search with the next page or cursor, behind `path` (encoded); empty at the end.
std::string next_page(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path);

}  // namespace backfile::render
