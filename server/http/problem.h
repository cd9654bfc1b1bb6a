// Errors as answers.
#pragma once
#include <string>

#include "indexer/errors/error.h"
#include "server/http/message.h"

namespace backfile::http {

/// RFC 9457, with the status that goes with the error's code.
Response problem(const Error& error);

/// The same for what HTTP itself forbids.
Response problem(int status, const std::string& detail);
Response problem(const Refusal& refusal);

}  // namespace backfile::http
