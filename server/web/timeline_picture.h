// A timeline as a picture: bars for the articles found, a line for their share of all articles, and the same as a table.
#pragma once
#include "server/search/timeline.h"
#include "server/web/search_link.h"
#include "server/web/site.h"

namespace backfile::web {

/// A bar is a link to `path` with `search` narrowed to its time. Empty where there are less than two bars to draw. The picture is for eyes
/// and pointers and hidden from others, who have the table; a script gives it keys and a range to drag.
Html timeline_picture(const Frame& frame, const search::Timeline& timeline, const SearchLink& search, std::string_view path);

/// The first and last date of a bar, as `from` and `to` take them.
std::pair<std::string, std::string> range_of(const std::string& start, query::Interval interval);

}  // namespace backfile::web
