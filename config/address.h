// Where the server listens, as text and as parts.
#pragma once
#include <cstdint>
#include <string>

#include "indexer/errors/error.h"

namespace backfile::config {

struct Address {
  std::string host;        // a name or a numeric address, IPv6 without its brackets
  std::uint16_t port = 0;  // 0: any free one
};

/// Reads ADDRESS:PORT, [IPV6]:PORT or a port alone (then 127.0.0.1). Looks nothing up. Code::invalid says which form is right.
Result<Address> parse_address(const std::string& text);

}  // namespace backfile::config
