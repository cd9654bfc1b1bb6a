// What NewsML 1.x says about a story: its NewsLines and metadata, and those of what it stands in.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"
#include "indexer/readers/newsml1_content.h"

namespace backfile::readers {

/// Title, subtitle, authors, source, tags, places and language, the nearest first: of the story's own, then of the components around it.
void read_newsml1_meta(const markup::Node& story, const markup::Node& item, const Newsml1Content& content, article::Article& article);

/// Dates, status and identity, which belong to the whole item.
void read_newsml1_management(const markup::Node& item, article::Article& article);

}  // namespace backfile::readers
