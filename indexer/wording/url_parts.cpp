// Paths of the form …/2024/03/31/japan/politics/slug/ and …/world/2024/mar/31/slug.
#include "indexer/wording/url_parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "indexer/article/date_text.h"
#include "indexer/wording/words.h"

namespace backfile::wording {
namespace {

std::string_view without_scheme(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://", "//"}) {
    if (lower(url.substr(0, scheme.size())) == scheme) return url.substr(scheme.size());
  }
  return url;
}

std::vector<std::string> path_parts(std::string_view url) {
  std::vector<std::string> parts;
  const auto path = without_scheme(url.substr(0, url.find_first_of("?#")));
  for (std::size_t begin = path.find('/'); begin < path.size();) {
    const auto end = std::min(path.find('/', begin + 1), path.size());
    if (end > begin + 1) parts.emplace_back(path.substr(begin + 1, end - begin - 1));
    begin = end;
  }
  return parts;
}

bool digits(const std::string& text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool month_name(const std::string& text) {
  constexpr auto kMonths =
      std::to_array<std::string_view>({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
  return text.size() == 3 && among(kMonths, lower(text));
}

/// Half-open range of the parts that make up the date; empty where there is none.
std::pair<std::size_t, std::size_t> date_parts(const std::vector<std::string>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (digits(parts[i], 4, 4) && i + 1 < parts.size() && (digits(parts[i + 1], 1, 2) || month_name(parts[i + 1]))) {
      return {i, i + 2 + (i + 2 < parts.size() && digits(parts[i + 2], 1, 2) ? 1 : 0)};
    }
    const bool whole = digits(parts[i], 8, 8) || (parts[i].size() == 10 && parts[i][4] == '-' && parts[i][7] == '-');
    if (whole && article::date_in_url("https://a/" + parts[i] + "/")) return {i, i + 1};
  }
  return {0, 0};
}

/// Parts before a date that name no section, with the codes of languages and editions.
bool generic(const std::string& part) {
  constexpr auto kGeneric = std::to_array<std::string_view>(
      {"news", "article", "articles", "story", "stories",     "archive", "archives",  "archiv",   "blog",      "blogs", "www",
       "web",  "content", "posts",    "post",  "nachrichten", "artikel", "actualite", "noticias", "index.php", "wp"});
  return part.size() <= 2 || among(kGeneric, lower(part));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string path;
  for (const auto& part : parts) path += (path.empty() ? "" : "/") + part;
  return path;
}

/// In lower case, without `www.` and port; an address of the sixth version with its brackets. Empty where there is none.
std::string host_in(std::string_view url) {
  const auto rest = without_scheme(url);
  if (rest.size() == url.size() && !lower(url.substr(0, 4)).starts_with("www.")) return {};
  std::string host = lower(rest.substr(0, rest.find_first_of("/?#")));
  if (const auto user = host.rfind('@'); user != host.npos) host.erase(0, user + 1);
  const auto end = host.starts_with('[') ? host.find(']') : host.find(':');
  if (end != host.npos) host.erase(host[end] == ']' ? end + 1 : end);
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace

bool is_url(std::string_view text) {
  const std::string head = lower(text.substr(0, 8));
  if (!head.starts_with("http://") && !head.starts_with("https://") && !head.starts_with("www.")) return false;
  if (text.find_first_of(" \t\"<>") != text.npos || text.size() > 2048) return false;
  const std::string host = host_in(text);
  return host.find_first_of(".:") != host.npos && host.front() != '.';
}

std::string host_of(std::string_view url) {
  std::string host = host_in(url);
  const bool is_address = host.starts_with('[') || host.find_first_not_of("0123456789.") == host.npos;
  return is_address ? std::string() : host;
}

std::string section_of(std::string_view url) {
  auto parts = path_parts(url);
  // `slug/index.html` and `slug/amp` name the slug's page, not the slug.
  if (parts.size() > 1 && (lower(parts.back()).starts_with("index.") || lower(parts.back()) == "amp")) parts.pop_back();
  const auto [begin, end] = date_parts(parts);
  if (begin == end) return {};
  if (parts.size() > end + 1) return joined({parts.begin() + static_cast<std::ptrdiff_t>(end), parts.end() - 1});
  std::vector<std::string> before(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(begin));
  std::erase_if(before, generic);
  return joined(before);
}

}  // namespace backfile::wording
