// A saved page or plain text file taken apart: header lines, title, text, trailer lines, furniture.
#pragma once
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

/// text: UTF-8, lines ended by \n. language: for dates such as 4/5/1912; may be empty. Without any text of its own the article comes back
/// with neither title nor body.
article::Article article_in_text(std::string_view text, std::string_view language);

}  // namespace backfile::readers
