// Search results as feeds: Atom (RFC 4287) and RSS 2.0.
#pragma once
#include <string>
#include <string_view>

#include "server/query/request.h"
#include "server/search/results.h"

namespace backfile::render {

/// Addresses are absolute URLs.
struct FeedHead {
  std::string archive;   // the archive's name
  std::string self;      // the feed's own address
  std::string articles;  // what an id is put behind: "https://news.example/v1/articles/"
};

/// hits: newest first by the time of their indexing, which is what a feed's reader goes by. An entry's link is the article's own URL where
/// it is http or https, else its address here. Characters that XML 1.0 has no place for are left out.
std::string atom(const FeedHead& head, const query::SearchRequest& request, const search::SearchResults& results);
std::string rss(const FeedHead& head, const query::SearchRequest& request, const search::SearchResults& results);

}  // namespace backfile::render
