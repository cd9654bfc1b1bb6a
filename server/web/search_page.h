// The page of a search.
#pragma once
#include <optional>
#include <string>

#include "server/search/loosening.h"
#include "server/search/timeline.h"
#include "server/web/search_parts.h"

namespace backfile::web {

/// What the page shows beside the search itself; null: not known.
struct Around {
  const search::Timeline* timeline = nullptr;
  const search::Loosening* loosening = nullptr;  // where nothing was found
};
std::string search_page(const Frame& frame, const Shown& shown, const Around& around);

/// The same with nothing but what is wrong with the request. request: what was asked, as far as it is known.
std::string refused_search_page(const Frame& frame, const query::SearchRequest& request, const std::string& detail);

}  // namespace backfile::web
