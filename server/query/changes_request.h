// The parameters of GET /v1/changes, and of an article by its address.
#pragma once
#include <cstdint>
#include <string>

#include "server/query/request.h"

namespace backfile::query {

struct ChangesRequest {
  std::string since;          // a cursor from an earlier answer; empty: from the beginning
  std::uint32_t limit = 100;  // changes, at most
};

/// Only since and limit are known; the cursor itself is looked at by the engine.
Result<ChangesRequest> parse_changes_request(const Parameters& parameters);

/// The one parameter url, not empty and at most limits.max_query_bytes long.
Result<std::string> parse_url_request(const Parameters& parameters, const RequestLimits& limits);

}  // namespace backfile::query
