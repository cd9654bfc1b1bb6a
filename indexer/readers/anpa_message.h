// One message of ANPA-1312: two header lines, slug, headline, notes, byline, text, time stamp.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

/// True for the second header line, `r a BC-US--Ethanol-Losing  1stLd-Writethru   11-13 1693`: priority, category, slug, month and day,
/// words.
bool is_anpa_header(std::string_view line);

/// text: one message, UTF-8, with control characters; line ends as \n.
article::Article anpa_article(const std::string& text, const std::string& language);

}  // namespace backfile::readers
