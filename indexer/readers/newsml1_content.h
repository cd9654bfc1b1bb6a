// What the ContentItems of a story hold, by the roles of the components that they stand in.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// The next node of a story: not into a NewsItem of its own.
const markup::Node* next_in_story(const markup::Node& node, const markup::Node& story);

/// Title, subtitle, summary and body, and what NITF says besides.
void read_newsml1_content(const markup::Node& story, article::Article& article);

/// Whether some ContentItem of it holds a text for the body.
bool holds_body(const markup::Node& component);

}  // namespace backfile::readers
