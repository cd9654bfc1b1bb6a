// A web page to its article: the main text without what surrounds it, and what the page says about it.
#pragma once
#include <string_view>

#include "indexer/article/article.h"
#include "indexer/errors/deadline.h"
#include "indexer/errors/error.h"

namespace backfile::page {

struct Page {
  std::string_view bytes;       // raw, in any encoding
  std::string_view charset{};   // as the HTTP header declared it; may be empty or wrong
  std::string_view url{};       // where the page was fetched, if known; the page's own canonical URL wins
  std::string_view language{};  // for dates such as 4/5/1912; may be empty
};

/// Title, subtitle, authors, dates, section, tags, language, source, URL and body. Fails with Code::refused where the page is over a limit
/// or takes longer than the deadline, with Code::not_found where it has no text of its own (a list of links, an empty frame).
/// Any bytes give an article or an error; thread-safe.
Result<article::Article> article_in_page(const Page& page, const Deadline& deadline);

}  // namespace backfile::page
