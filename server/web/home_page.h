// The page at /: what the archive is, and a box to ask it.
#pragma once
#include <string>
#include <vector>

#include "server/search/timeline.h"
#include "server/web/site.h"

namespace backfile::web {

struct HomeContent {
  std::uint64_t articles = 0;
  search::Timeline timeline;          // of the whole archive
  std::vector<std::string> examples;  // queries that find something
};
std::string home_page(const Frame& frame, const HomeContent& content);

}  // namespace backfile::web
