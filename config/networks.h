// Internet addresses and the networks that hold them.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::config {

/// An IPv6 address, or an IPv4 one in IPv6's form (::ffff:a.b.c.d), so that both compare.
using Numeric = std::array<std::uint8_t, 16>;

/// a.b.c.d or IPv6, in brackets or not; nothing else: no names, no ports.
std::optional<Numeric> parse_numeric(std::string_view text);

struct Network {
  Numeric address{};
  int bits = 128;
  bool holds(const Numeric& other) const;
};

/// ADDRESS or ADDRESS/BITS each, between commas or blanks.
Result<std::vector<Network>> parse_networks(const std::string& text);

bool any_holds(const std::vector<Network>& networks, std::string_view address);

}  // namespace backfile::config
