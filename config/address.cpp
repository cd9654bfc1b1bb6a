// ADDRESS:PORT to its parts.
#include "config/address.h"

#include <charconv>

namespace backfile::config {

Result<Address> parse_address(const std::string& text) {
  const auto wrong = [&] {
    return fail(Code::invalid, "must be ADDRESS:PORT, such as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:80, not '" + text + "'");
  };
  Address address{"127.0.0.1", 0};
  std::string port = text;
  if (const std::size_t colon = text.rfind(':'); colon != std::string::npos) {
    address.host = text.substr(0, colon);
    port = text.substr(colon + 1);
    const bool bracketed = address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']';
    if (bracketed) address.host = address.host.substr(1, address.host.size() - 2);
    // An IPv6 address without brackets cannot be told from its port: [::1]:80 or [::]:180?
    if (address.host.empty() || (!bracketed && address.host.find_first_of(":[]") != std::string::npos)) return wrong();
  }
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || error != std::errc() || end != port.data() + port.size()) return wrong();
  return address;
}

}  // namespace backfile::config
