// Checking origins and URLs.
#include "config/origins.h"

#include <algorithm>

namespace backfile::config {
namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Where the path begins, or npos where this is no http(s) URL of plain characters.
std::size_t path_of(const std::string& url) {
  const std::string scheme = lower(url.substr(0, url.find("://") + 3));
  if (scheme != "http://" && scheme != "https://") return std::string::npos;
  const bool plain = std::all_of(url.begin(), url.end(), [](unsigned char c) {
    return c > 0x20 && c < 0x7F && std::string_view("\"'<>\\^`{|}?#@").find(static_cast<char>(c)) == std::string_view::npos;
  });
  const std::size_t path = std::min(url.find('/', scheme.size()), url.size());
  return plain && path > scheme.size() ? path : std::string::npos;
}

}  // namespace

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> pieces;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(", \t", begin), text.size());
    if (end > begin) pieces.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return pieces;
}

Result<std::vector<std::string>> parse_origins(const std::string& text) {
  std::vector<std::string> origins = split_list(text);
  for (std::string& origin : origins) {
    origin = lower(origin);
    if (origin == "*" && origins.size() == 1) continue;
    if (path_of(origin) != origin.size())
      return fail(Code::invalid, "must be * or origins such as https://news.example, separated by commas, not '" + origin + "'");
  }
  return origins;
}

Result<std::string> parse_public_url(const std::string& text) {
  std::string url = text;
  while (!url.empty() && url.back() == '/') url.pop_back();
  const std::size_t path = path_of(url);
  if (!url.empty() && path == std::string::npos)
    return fail(Code::invalid, "must be a URL such as https://news.example/archive, without a query, not '" + text + "'");
  return url;
}

}  // namespace backfile::config
