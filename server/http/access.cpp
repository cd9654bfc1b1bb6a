// Keys in requests.
#include "server/http/access.h"

#include <algorithm>
#include <cctype>

#include "server/http/problem.h"
#include "server/http/session.h"

namespace backfile::http {
namespace {

constexpr std::string_view kChallenge = "Bearer realm=\"backfile\"";

/// What a browser needs to get as far as sending a key.
constexpr std::string_view kOpen[] = {"/sign-in", "/style.css", "/script.js", "/icon.svg", "/logo", "/embed.js", "/robots.txt"};

/// Empty where none was sent. The cookie counts for reading alone.
std::string_view secret_of(const Request& request, bool changes) {
  constexpr std::string_view kScheme = "bearer ";
  std::string_view sent = request.header("authorization");
  const bool bearer = sent.size() > kScheme.size() && std::equal(kScheme.begin(), kScheme.end(), sent.begin(), [](char lower, char c) {
                        return lower == std::tolower(static_cast<unsigned char>(c));
                      });
  if (!bearer && !request.header("x-api-key").empty()) return request.header("x-api-key");
  if (!bearer) return changes ? std::string_view() : session_key(request);
  sent.remove_prefix(kScheme.size());
  sent.remove_prefix(std::min(sent.find_first_not_of(' '), sent.size()));
  return sent;
}

Response deny(int status, const std::string& detail, const std::string& challenge) {
  Response response = problem(status, detail);
  response.headers.emplace_back("WWW-Authenticate", std::string(kChallenge) + challenge);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

Response check_access(Request& request, Service& service, Kind kind) {
  const bool changes = kind == Kind::writes;
  const std::string_view secret = secret_of(request, changes);
  const auto key = secret.empty() ? std::nullopt : service.keys.find(secret);
  if (key) request.key_name = key->name;
  request.long_queries = key && key->may(keys::Scope::long_queries);
  Response granted;
  granted.status = 0;
  const bool open = std::find(std::begin(kOpen), std::end(kOpen), request.route) != std::end(kOpen);
  if (kind == Kind::probe || open || (!changes && !service.settings.require_key)) return granted;
  const std::string scope = changes ? "write" : "read";
  if (secret.empty()) return deny(401, "This needs a key of scope " + scope + ", sent as 'Authorization: Bearer KEY'.", "");
  if (!key) return deny(401, "This key is not known here; it may have been revoked.", ", error=\"invalid_token\"");
  if (key->may(changes ? keys::Scope::write : keys::Scope::read)) return granted;
  return deny(403, "The key '" + key->name + "' is not of scope " + scope + ".", ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
}

}  // namespace backfile::http
