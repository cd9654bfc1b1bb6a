// The article's headline, as a reader of the page sees it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/page/page_lines.h"
#include "indexer/page/site_name.h"

namespace backfile::page {

/// Titles that the page states elsewhere, without the site's name, the most trustworthy first.
struct StatedTitles {
  std::vector<std::string> titles;
  Site site;
  std::string url;  // of the page; may be empty
};

struct Headline {
  std::string text;            // empty where the page has none at all
  const Line* line = nullptr;  // where it is printed; null where it is only stated
};

/// A printed heading that says what a stated title says, else the one <h1>, else the stated title.
Headline headline_of(const PageLines& lines, const StatedTitles& stated);

/// The line under the headline that the markup calls its subtitle; empty where there is none.
std::string printed_subtitle(const PageLines& lines, const Headline& headline);

}  // namespace backfile::page
