// What search engines read: robots.txt (RFC 9309) and sitemaps (sitemaps.org, protocol 0.9).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/listing.h"

namespace backfile::render {

/// URLs of one part, the most that the protocol allows.
inline constexpr std::uint32_t kSitemapPart = 50'000;

/// address: of this server, with scheme and host, where search engines may list it; empty: they may not. root: the path it is under.
std::string robots(std::string_view address, std::string_view root);

/// Names parts 1 to `parts`.
std::string sitemap_index(std::string_view address, std::uint64_t parts);

/// The pages of these articles, each with the time of its last change.
std::string sitemap(std::string_view address, const std::vector<search::Listed>& articles);

}  // namespace backfile::render
