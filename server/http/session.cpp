#include "server/http/session.h"

#include <algorithm>

namespace backfile::http {
namespace {

constexpr std::string_view kName = "backfile_key";

bool is_key_character(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string_view session_key(const Request& request) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.size() > kName.size() && one.starts_with(kName) && one[kName.size()] == '=') return one.substr(kName.size() + 1);
  }
  return {};
}

std::string session_cookie(std::string_view key, std::string_view path, bool secure) {
  // Whatever else stood in it would be no key, and must not become part of a header.
  const bool clean = std::all_of(key.begin(), key.end(), [](char c) { return is_key_character(static_cast<unsigned char>(c)); });
  std::string cookie = std::string(kName) + '=' + std::string(clean ? key : std::string_view()) +
                       "; Path=" + (path.empty() ? "/" : std::string(path)) + "; HttpOnly; SameSite=Lax";
  if (key.empty()) cookie += "; Max-Age=0";
  return secure ? cookie + "; Secure" : cookie;
}

}  // namespace backfile::http
