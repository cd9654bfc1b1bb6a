// Who a request is from, seen through proxies.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "config/networks.h"
#include "server/http/head.h"

namespace backfile::http {

/// The address that limits and log go by. peer: the connection's other end. Where that is one of the trusted proxies, the last address of
/// Forwarded (RFC 7239) or else X-Forwarded-For that is none of them: what stands before it could be anybody's invention.
std::string client_address(const Head& head, const std::string& peer, const std::vector<config::Network>& trusted);

/// What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, which is what one customer has.
std::string client_key(std::string_view address);

}  // namespace backfile::http
