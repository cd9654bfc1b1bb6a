// The page's own article among everything that its JSON-LD describes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/page/json_ld.h"
#include "indexer/page/said.h"

namespace backfile::page {

/// What else is known of the page, to tell its article from the ones it links to.
struct Known {
  std::string url;                  // empty where it is not known
  std::vector<std::string> titles;  // from other places
  std::string_view language{};      // for dates such as 4/5/1912
};

struct Linked {
  Said article;                         // an article of any kind, else a recipe, an episode and the like
  Said page;                            // the WebPage around it: its dates may be those of a frame, its title has the site's name in it
  std::string site;                     // what the WebSite calls itself
  std::vector<std::string> breadcrumb;  // from the home page down
};

Linked said_by_json_ld(const JsonLd& data, const Known& known);

}  // namespace backfile::page
