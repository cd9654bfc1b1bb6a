// Native JSON: the names of the design, in a fixed order, absent where empty.
#pragma once
#include <string>

#include "indexer/article/article.h"

namespace backfile::article {

/// One line without a newline. Keys: id url source section authors tags language page edition title subtitle summary body
/// published date_precision modified embargoed status corrections ocr_confidence scan. `status` only where not usable. Invalid UTF-8
/// becomes U+FFFD. `scan` is {"pages": [{"image", "label", "width", "height", "unit"}], "title": […], "body": […]}, the last two with seven
/// numbers a word: where it begins in that text and its length, both in bytes of UTF-8, its page (from 0), x, y, width and height in the
/// page's unit.
std::string to_json(const Article& article, Boxes boxes = Boxes::with);

}  // namespace backfile::article
