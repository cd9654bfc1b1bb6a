// The parts of a page of results. Each is empty where there is nothing to show.
#pragma once
#include "server/search/results.h"
#include "server/web/search_link.h"
#include "server/web/site.h"

namespace backfile::web {

/// One search as its page shows it; all outlive the page.
struct Shown {
  const query::SearchRequest& request;
  const search::SearchResults& results;
  const SearchLink& link;
};

/// Facets with their counts, values to be taken in or out, and a form for the dates.
Html facet_panel(const Frame& frame, const Shown& shown);

/// What narrows the search, each with a way to take it off.
Html chips(const Frame& frame, const query::SearchRequest& request, const SearchLink& link);

/// The articles found.
Html result_list(const Frame& frame, const Shown& shown);

/// Previous, some numbers around this page, next.
Html pager(const Frame& frame, const Shown& shown);

/// The name of a facet or filter parameter ("lang") and a value of it, as a reader knows them.
std::string facet_title(const Texts& texts, std::string_view name);
std::string facet_value(const Texts& texts, std::string_view name, const std::string& value);

/// A link to a search for one value of a filter; plain text where no filter can mean it.
Html filter_link(const Frame& frame, const char* name, const std::string& value);

/// Date, source, section and byline of an article. Each but the date is a link to a search for it.
Html credits(const Frame& frame, const article::Article& article);

/// Corrections of an article, each with its date.
Html corrections(const Frame& frame, const article::Article& article);

}  // namespace backfile::web
