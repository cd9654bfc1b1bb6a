// A search's parameters in JSON, for queries that are too long for a URL.
#pragma once
#include <string_view>

#include "server/query/request.h"

namespace backfile::query {

/// {"q": "coal", "section": ["news", "sport"], "page": 2, "explain": true} as section=news&section=sport&…, in the order given. Values are
/// strings, whole numbers, true or false (1, 0), and lists of these; null is none. Code::invalid, with `param` where a value is at fault.
/// What the names mean is for parse_request.
Result<Parameters> json_parameters(std::string_view json);

}  // namespace backfile::query
