// Public URLs.
#include "server/http/urls.h"

#include <algorithm>

namespace backfile::http {
namespace {

/// "/archive" of "https://news.example/archive"; empty where it has no path.
std::string_view prefix_of(const config::Settings& settings) {
  const std::string_view url = settings.public_url;
  const std::size_t scheme = url.find("://"), path = scheme == std::string_view::npos ? scheme : url.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(path);
}

/// A Host header may hold anything; what is no host and port must not get into answers.
bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' ||
           c == ']' || c == '_';
  });
}

}  // namespace

std::string site_path(const config::Settings& settings, std::string_view path) {
  return std::string(prefix_of(settings)) + std::string(path);
}

std::string absolute_url(const config::Settings& settings, const Request& request, std::string_view path) {
  if (!settings.public_url.empty()) return settings.public_url + std::string(path);
  const std::string_view host = request.header("host");
  const std::string scheme = settings.tls_cert.empty() ? "http://" : "https://";
  return scheme + (is_host(host) ? std::string(host) : settings.listen) + std::string(path);
}

std::string_view without_prefix(const config::Settings& settings, std::string_view path) {
  const std::string_view prefix = prefix_of(settings);
  if (prefix.empty() || path.substr(0, prefix.size()) != prefix) return path;
  const std::string_view rest = path.substr(prefix.size());
  if (rest.empty()) return "/";
  return rest.front() == '/' ? rest : path;
}

}  // namespace backfile::http
