// The page of one article, made for reading.
#pragma once
#include <string>

#include "server/search/neighbours.h"
#include "server/search/results.h"
#include "server/web/site.h"

namespace backfile::web {

/// What the page shows; all outlive it.
struct ArticleContent {
  const search::MarkedArticle& marked;  // title and body as HTML, with marks where there is a query
  const std::string& q;                 // what led here; may be empty
  const search::Neighbours& neighbours;
  const std::vector<search::Hit>& related;
};

std::string article_page(const Frame& frame, const ArticleContent& content);

}  // namespace backfile::web
