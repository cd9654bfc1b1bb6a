// The bylines that a page prints.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/page/authors.h"
#include "indexer/page/page_lines.h"

namespace backfile::page {

/// Names from lines that the markup calls the author's, and from bylines near the headline; the likeliest byline's only.
/// headline: null where the page prints none.
Authors printed_authors(const PageLines& lines, const Line* headline, const Site& site);

}  // namespace backfile::page
