// The endpoints in words.
#pragma once
#include "server/http/message.h"

namespace backfile::http {

/// Plain text.
Response index_text();

}  // namespace backfile::http
