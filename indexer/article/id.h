// Article ids: stable, URL-safe, never made from the content of a record that has any other identity.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::article {

/// Where a record was read.
struct Origin {
  std::string path;          // absolute path; inside a container "PATH!ENTRY"; empty for standard input
  std::uint64_t record = 1;  // from 1, within the path
};

/// 1 to 64 of A-Z a-z 0-9 . _ - and neither "." nor "..".
bool is_url_safe(std::string_view id);

/// The archive's id of an article. In this order:
/// 1. article.id where is_url_safe; 2. a token from source and article.id; 3. a token from the URL (normalised);
/// 4. a token from the origin's path and record number; 5. for standard input, which has no path, a token from the stored form.
/// A token is the first 120 bits of SHA-256, in lower-case base 32 (24 characters), with a kind letter before it: n, u, f, c for the
/// steps 2 to 5. Hashed are that letter and every part as "LENGTH:BYTES". A URL that normalises to nothing is no identity.
std::string assign_id(const Article& article, const Origin& origin);

/// For identity only: without scheme, fragment, default port and user name; host in lower case; an empty path is "/". A text without a
/// scheme is a URL where it begins with "www." or with a name with a dot before its first slash. Empty for what names nothing by itself:
/// a relative URL, "about:blank", "javascript:…".
std::string normalise_url(std::string_view url);

}  // namespace backfile::article
