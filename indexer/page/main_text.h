// The article's body within a web page.
#pragma once
#include <string>

#include "indexer/errors/deadline.h"
#include "indexer/markup/tree.h"
#include "indexer/page/trim.h"

namespace backfile::page {

/// Paragraphs parted by blank lines; cross heads, items, quotations and rows of tables are paragraphs or lines. Without what surrounds the
/// text, and without the headline. Empty where there is no text. When the deadline passes, what was found until then.
std::string main_text_of(const markup::Document& document, const About& about, const Deadline& deadline);

}  // namespace backfile::page
