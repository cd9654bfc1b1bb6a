// Reading and comparing addresses.
#include "config/networks.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "config/origins.h"

namespace backfile::config {

std::optional<Numeric> parse_numeric(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  const std::string copy(text);
  Numeric numeric{};
  if (inet_pton(AF_INET6, copy.c_str(), numeric.data()) == 1) return numeric;
  numeric = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (inet_pton(AF_INET, copy.c_str(), numeric.data() + 12) == 1) return numeric;
  return std::nullopt;
}

bool Network::holds(const Numeric& other) const {
  const std::size_t whole = static_cast<std::size_t>(bits) / 8;
  if (std::memcmp(address.data(), other.data(), whole) != 0) return false;
  const int rest = bits % 8;
  return rest == 0 || ((address[whole] ^ other[whole]) >> (8 - rest)) == 0;
}

Result<std::vector<Network>> parse_networks(const std::string& text) {
  std::vector<Network> networks;
  for (const std::string& piece : split_list(text)) {
    const std::size_t slash = std::min(piece.find('/'), piece.size());
    const auto address = parse_numeric(std::string_view(piece).substr(0, slash));
    const bool v4 = piece.find(':') == std::string::npos;
    int bits = v4 ? 32 : 128;
    const char* end = piece.data() + piece.size();
    const auto read = std::from_chars(piece.data() + std::min(slash + 1, piece.size()), end, bits);
    const bool good = slash == piece.size() || (read.ec == std::errc() && read.ptr == end && bits >= 0 && bits <= (v4 ? 32 : 128));
    if (!address || !good)
      return fail(Code::invalid, "must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, separated by commas, not '" + piece + "'");
    networks.push_back({*address, v4 ? bits + 96 : bits});
  }
  return networks;
}

bool any_holds(const std::vector<Network>& networks, std::string_view address) {
  if (networks.empty()) return false;
  const auto numeric = parse_numeric(address);
  return numeric && std::any_of(networks.begin(), networks.end(), [&](const Network& network) { return network.holds(*numeric); });
}

}  // namespace backfile::config
