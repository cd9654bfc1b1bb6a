// Web addresses in settings.
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::config {

/// Pieces between commas or blanks.
std::vector<std::string> split_list(const std::string& text);

/// scheme://host[:port] each, or * alone, in the form that browsers send: lower case, no slash at the end.
Result<std::vector<std::string>> parse_origins(const std::string& text);

/// http(s)://host[:port][/path], given back without a slash at the end. Empty: empty.
Result<std::string> parse_public_url(const std::string& text);

}  // namespace backfile::config
