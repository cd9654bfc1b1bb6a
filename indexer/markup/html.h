// HTML as it is found in the wild, by libxml2's parser.
#pragma once
#include <string_view>

#include "indexer/errors/deadline.h"
#include "indexer/errors/error.h"
#include "indexer/markup/tree.h"

namespace backfile::markup {

inline constexpr std::size_t kMaxHtmlNodes = 2'000'000;  // about 250 MB
inline constexpr std::size_t kMaxHtmlDepth = 4'000;      // elements open at once; browsers flatten beyond 512

/// Any bytes give a tree or Code::refused (too many nodes, nested too deep, the deadline). utf8: well-formed. The content of script and
/// style is one text. An element with more than 1,000 attributes keeps the first 1,000. Comments are left out.
Result<Document> parse_html(std::string_view utf8, const Deadline& deadline);

/// Raw bytes to UTF-8: by byte order mark, the charset that HTTP declared, <meta>, or detection.
std::string html_to_utf8(std::string_view bytes, std::string_view http_charset);

}  // namespace backfile::markup
