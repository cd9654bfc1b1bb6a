// Reading Forwarded and X-Forwarded-For from their end.
#include "server/http/client_address.h"

#include <algorithm>

#include "server/http/trimmed.h"

namespace backfile::http {
namespace {

/// Takes the last of the pieces between `separator` off.
std::string_view take_last(std::string_view& rest, char separator) {
  const std::size_t at = rest.rfind(separator);
  const std::string_view piece = at == std::string_view::npos ? rest : rest.substr(at + 1);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(0, at);
  return trimmed(piece);
}

/// `for="[::1]:80"` of `proto=https;for="[::1]:80"`, without its quotes.
std::string_view for_of(std::string_view element) {
  while (!element.empty()) {
    std::string_view pair = take_last(element, ';');
    const bool is_for = pair.size() > 4 && (pair[0] | 0x20) == 'f' && (pair[1] | 0x20) == 'o' && (pair[2] | 0x20) == 'r' && pair[3] == '=';
    if (!is_for) continue;
    pair.remove_prefix(4);
    if (pair.size() > 2 && pair.front() == '"' && pair.back() == '"') pair = pair.substr(1, pair.size() - 2);
    return pair;
  }
  return {};
}

/// Without the port, and without IPv6's brackets.
std::string without_port(std::string_view node) {
  if (!node.empty() && node.front() == '[') return std::string(node.substr(1, node.find(']') - 1));
  if (std::count(node.begin(), node.end(), ':') == 1) node = node.substr(0, node.find(':'));
  return std::string(node);
}

/// All lines of a header as one list.
std::string joined(const Head& head, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : head.headers) {
    if (key == name) all += (all.empty() ? "" : ",") + value;
  }
  return all;
}

}  // namespace

std::string client_address(const Head& head, const std::string& peer, const std::vector<config::Network>& trusted) {
  if (!config::any_holds(trusted, peer)) return peer;
  const std::string forwarded = joined(head, "forwarded"), x_forwarded = joined(head, "x-forwarded-for");
  const bool standard = !forwarded.empty();
  std::string client = peer;
  for (std::string_view rest = standard ? forwarded : x_forwarded; !rest.empty();) {
    const std::string_view element = take_last(rest, ',');
    const std::string address = without_port(standard ? for_of(element) : element);
    if (!config::parse_numeric(address)) break;  // "unknown", a made-up name: what a proxy of ours said last is as far as we know
    client = address;
    if (!config::any_holds(trusted, address)) break;
  }
  return client;
}

std::string client_key(std::string_view address) {
  const auto numeric = config::parse_numeric(address);
  if (!numeric || address.find(':') == std::string_view::npos) return std::string(address);
  constexpr std::size_t kNetworkBytes = 8;
  return std::string(reinterpret_cast<const char*>(numeric->data()), kNetworkBytes);
}

}  // namespace backfile::http
