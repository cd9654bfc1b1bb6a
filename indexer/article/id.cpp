// Article ids. Whatever is hashed here is fixed for good: an id that changes is an article that is there twice.
#include "indexer/article/id.h"

#include <algorithm>
#include <iterator>

#include "indexer/article/sha256.h"
#include "indexer/article/stored.h"

namespace backfile::article {

namespace {

constexpr std::size_t kMaxId = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 4648 base 32 in lower case, without padding: 15 bytes give 24 characters.
std::string base32(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::string out;
  unsigned buffer = 0, bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
    for (bits += 8; bits >= 5; bits -= 5) out += kAlphabet[(buffer >> (bits - 5)) & 31];
  }
  return out;
}

/// Hashed are the kind and each part as "LENGTH:BYTES", so that no two lists of parts give the same bytes.
std::string token(char kind, std::initializer_list<std::string_view> parts) {
  std::string hashed(1, kind);
  for (const std::string_view part : parts) {
    hashed += std::to_string(part.size());
    hashed += ':';
    hashed += part;
  }
  return kind + base32(std::string_view(sha256(hashed)).substr(0, 15));
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The length of a leading "scheme:", without the colon; 0 where there is none.
std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !is_letter(url.front())) return 0;
  std::size_t i = 1;
  while (i < url.size() && (is_letter(url[i]) || is_digit(url[i]) || url[i] == '+' || url[i] == '-' || url[i] == '.')) ++i;
  return i < url.size() && url[i] == ':' ? i : 0;
}

/// The authority without user name and default port, in lower case.
std::string normalise_host(std::string_view authority, std::string_view scheme) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string host = lower(authority);
  const std::size_t colon = host.rfind(':');
  if (colon == std::string::npos || host.find(']', colon) != std::string::npos) return host;  // no port, or inside an IPv6 address
  const std::string_view port = std::string_view(host).substr(colon + 1);
  const bool is_default = port.empty() || (port == "80" && scheme != "https") || (port == "443" && scheme != "http");
  if (is_default) host.resize(colon);
  return host;
}

/// Schemes without a host that nevertheless name one thing for good; "about:blank" and "javascript:…" name nothing.
bool names_a_thing(std::string_view scheme) {
  constexpr std::string_view kNaming[] = {"urn", "tag", "doi", "info", "ark", "hdl"};
  return std::find(std::begin(kNaming), std::end(kNaming), scheme) != std::end(kNaming);
}

/// Whether a text without a scheme begins with a host: "www.…", or a name with a dot before the first slash. "story.html" does not.
bool begins_with_host(std::string_view text) {
  if (text.empty() || !(is_letter(text.front()) || is_digit(text.front()))) return false;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return lower(text.substr(0, 4)) == "www.";
  const std::string_view host = text.substr(0, slash);
  return host.find('.') != std::string_view::npos && host.find_first_of(" ?") == std::string_view::npos;
}

}  // namespace

bool is_url_safe(std::string_view id) {
  if (id.empty() || id.size() > kMaxId || id == "." || id == "..") return false;
  for (const char c : id)
    if (!is_letter(c) && !is_digit(c) && c != '.' && c != '_' && c != '-') return false;
  return true;
}

std::string normalise_url(std::string_view url) {
  url = trim(url);
  url = trim(url.substr(0, url.find('#')));
  std::string scheme = lower(url.substr(0, scheme_length(url)));
  std::string_view rest = scheme.empty() ? url : url.substr(scheme.size() + 1);
  const bool is_port = !scheme.empty() && !rest.empty() && is_digit(rest.front()) && begins_with_host(url);  // "example.com:8080/…"
  if (is_port) {
    scheme.clear();
    rest = url;
  }
  if (rest.starts_with("//"))
    rest.remove_prefix(2);
  else if (!scheme.empty())
    return names_a_thing(scheme) && !rest.empty() ? scheme + ":" + std::string(rest) : std::string();
  else if (!begins_with_host(rest))
    return {};
  const std::size_t end = rest.find_first_of("/?");
  std::string normal = normalise_host(rest.substr(0, end), scheme);
  const std::string_view path = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  if (normal.empty() && (scheme != "file" || path.empty())) return {};
  if (!path.starts_with('/')) normal += '/';
  normal += path;
  return normal;
}

std::string assign_id(const Article& article, const Origin& origin) {
  if (is_url_safe(article.id)) return article.id;
  if (!article.id.empty()) return token('n', {article.source, article.id});
  if (const std::string url = normalise_url(article.url); !url.empty()) return token('u', {url});
  if (!origin.path.empty()) return token('f', {origin.path, std::to_string(origin.record)});
  return token('c', {encode(article)});
}

}  // namespace backfile::article
