// The dates that a page prints, or states in its elements, beside its article.
#pragma once
#include <string_view>

#include "indexer/article/date.h"
#include "indexer/page/headline.h"
#include "indexer/page/page_lines.h"

namespace backfile::page {

struct PrintedDates {
  article::Date published, modified;
  bool certain = false;  // published stands close to the headline, or is labelled as such
};

/// language: for dates such as 4/5/1912.
PrintedDates printed_dates(const PageLines& lines, const Headline& headline, std::string_view language);

}  // namespace backfile::page
