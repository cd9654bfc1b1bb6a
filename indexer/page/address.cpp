// Relative addresses by RFC 3986, section 5.2, for the schemes a page can have.
#include "indexer/page/address.h"

#include <vector>

#include "indexer/page/said.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr std::size_t kLongestUrl = 4'000;

std::size_t path_begin(std::string_view url) {
  const auto scheme = url.find("://");
  return std::min(url.find_first_of("/?#", scheme == url.npos ? 0 : scheme + 3), url.size());
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 1; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    const auto part = path.substr(begin, end - begin);
    const bool last = end == path.size();
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (part != "." && part != "..")
      parts.push_back(part);
    else if (last)
      parts.push_back("");
    begin = end + 1;
  }
  std::string out;
  for (const auto part : parts) out.append("/").append(part);
  return out.empty() ? "/" : out;
}

/// Of a site or of one of its languages: nothing that names an article.
bool is_home(std::string_view url) {
  std::string_view path = url.substr(path_begin(url));
  while (path.ends_with('/')) path.remove_suffix(1);
  while (path.starts_with('/')) path.remove_prefix(1);
  return path.size() <= 2 || path == "index.html" || path == "index.php";
}

}  // namespace

std::string absolute_url(std::string_view link, std::string_view base) {
  std::string url = value_line(link);
  if (const auto fragment = url.find('#'); fragment != url.npos) url.erase(fragment);
  if (url.empty() || url.size() > kLongestUrl || url.find(' ') != url.npos) return {};
  if (wording::is_url(url) && url.find("://") != url.npos) return url;
  const auto scheme = base.find("://");
  if (scheme == base.npos || url.find("://") < url.find_first_of("/?")) return {};
  if (url.starts_with("//")) return std::string(base.substr(0, scheme + 1)) + url;
  if (const auto colon = url.find(':'); colon < url.find_first_of("/?")) return {};  // javascript:, mailto:
  const std::string_view host = base.substr(0, path_begin(base));
  std::string_view path = base.substr(host.size());
  path = path.substr(0, path.find_first_of("?#"));
  if (url.starts_with('?')) return std::string(base.substr(0, host.size() + path.size())) + url;
  const auto query = std::min(url.find('?'), url.size());
  std::string joined = url.substr(0, query);
  if (!joined.starts_with('/')) joined = std::string(path.substr(0, path.rfind('/') == path.npos ? 0 : path.rfind('/'))) + "/" + joined;
  return std::string(host) + without_dots(joined) + url.substr(query);
}

std::string canonical_url(const markup::Document& tree, std::string_view og_url, std::string_view fetched) {
  std::string base(fetched);
  if (const markup::Node* node = markup::find(tree.root(), "base")) {
    if (std::string stated = absolute_url(node->attribute("href"), fetched); !stated.empty()) base = std::move(stated);
  }
  std::vector<std::string> candidates;
  for (const markup::Node* link : markup::find_all(tree.root(), "link")) {
    if (wording::lower(link->attribute("rel").substr(0, 40)) != "canonical") continue;
    candidates.push_back(absolute_url(link->attribute("href"), base));
    break;
  }
  candidates.push_back(absolute_url(og_url, base));
  for (auto& url : candidates) {
    if (!url.empty() && !(is_home(url) && !is_home(fetched))) return std::move(url);
  }
  return std::string(fetched);
}

}  // namespace backfile::page
