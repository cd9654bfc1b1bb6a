// One message of IPTC 7901: header, keywords, headline up to an equals sign, text, time.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

/// True for `eca0001 4 rs 46  dpa 0027`: service and number, priority, category, words, and what the agency adds.
bool is_iptc7901_header(std::string_view line);

/// text: one message, UTF-8, with or without its control characters; line ends as \n.
article::Article iptc7901_article(const std::string& text, const std::string& language);

}  // namespace backfile::readers
