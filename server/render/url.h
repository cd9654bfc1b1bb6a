// Text as part of a URL.
#pragma once
#include <string>
#include <string_view>

#include "server/query/request.h"

namespace backfile::render {

/// Everything but A-Z a-z 0-9 . _ - ~ as %XX of its UTF-8 bytes.
std::string percent_encode(std::string_view text);

/// name=value&…, in order, each part encoded. Decodes to the same parameters.
std::string query_string(const query::Parameters& parameters);

}  // namespace backfile::render
