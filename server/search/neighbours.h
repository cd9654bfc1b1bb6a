// What stands beside an article, and beside a day, in the order of dates.
#pragma once
#include <optional>

#include "indexer/article/article.h"

namespace backfile::search {

struct Neighbours {
  std::optional<article::Article> earlier, later;  // with their bodies
};

struct NeighbourDays {
  article::Date earlier, later;  // Precision::none where there is none
};

}  // namespace backfile::search
