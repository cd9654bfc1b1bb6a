// The request target: path and query, decoded exactly once.
#pragma once
#include <string>
#include <string_view>

#include "server/query/request.h"

namespace backfile::http {

/// %XX to its byte; a percent sign that begins no escape stands for itself. The result is made fit for text: bytes that are no UTF-8
/// become U+FFFD, control characters a space. plus_is_space: as in query strings, not in paths.
std::string decode(std::string_view text, bool plus_is_space);

/// What stands before '?' or '#'.
std::string_view path_of(std::string_view target);

/// name=value&…: in order, repeated names kept, a name without '=' has an empty value, empty pieces are passed over.
query::Parameters parameters_of(std::string_view target);

}  // namespace backfile::http
