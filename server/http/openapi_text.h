// server/http/openapi.json, compiled in.
#pragma once

namespace backfile::http {

/// As the file is: without this server's address and version.
const char* openapi_text();
const char* program_version();

}  // namespace backfile::http
