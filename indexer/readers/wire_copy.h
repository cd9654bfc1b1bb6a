// A message in an agency's house layout: header lines told by the sign they begin with, then the text.
#pragma once
#include <string>

#include "indexer/article/article.h"

namespace backfile::readers {

/// text: from ZCZC, or from a start of header with fields, to NNNN; UTF-8, line ends as \n. language: for dates; may be empty.
article::Article wire_copy_article(const std::string& text, const std::string& language);

}  // namespace backfile::readers
