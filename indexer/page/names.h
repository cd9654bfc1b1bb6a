// What class names, ids and roles say of an element: web designers everywhere name things alike.
#pragma once
#include <cstdint>

#include "indexer/markup/tree.h"

namespace backfile::page {

struct Names {
  bool body = false;      // the text of the article: `entry-content`, `itemprop="articleBody"`
  bool article = false;   // may hold the article: `post`, `main-content`
  bool lead = false;      // a paragraph above the text that opens it: `intro`, `itemprop="description"`
  bool around = false;    // what surrounds an article: `sidebar`, `comments`, `related-posts`
  bool comments = false;  // of `around`: readers' comments, which may be longer than the article
  bool within = false;    // stands within an article and is not its text: `byline`, `caption`, `share-buttons`
  bool hidden = false;    // not shown: `hidden`, `aria-hidden`, `display: none`
};

/// Looks at class, id, role, itemprop, style and the like. Linear in their length, of which the first 400 bytes each count.
Names names_of(const markup::Node& element);

}  // namespace backfile::page
