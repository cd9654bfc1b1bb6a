// All articles of a search, one batch after the other, by date: what exports are made of.
#pragma once
#include <optional>
#include <vector>

#include "indexer/article/article.h"
#include "server/query/request.h"

namespace backfile::search {

struct Batch {
  std::vector<article::Article> articles;  // with their bodies, without the boxes of their words
  std::optional<query::Cursor> next;       // absent at the end
};

}  // namespace backfile::search
