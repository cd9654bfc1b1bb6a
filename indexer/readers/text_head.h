// The top of a page: the title among header lines, menus and buttons.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/readers/text_lines.h"

namespace backfile::readers {

/// Fills title, subtitle and what header lines say, marks the lines so used as dropped, and gives the first line that may be text.
/// Drops a line that is neither header nor furniture only where it stands before the title, or is a word or two before a byline or date.
/// language: for dates such as 4/5/1912; may be empty.
std::size_t read_head(std::vector<TextLine>& lines, std::string_view language, article::Article& article);

}  // namespace backfile::readers
