// The date that a report's first line begins with: `HARBORVIEW, April 16, 1878. — The steamer …`.
#pragma once
#include <string_view>

#include "indexer/article/date.h"

namespace backfile::wording {

/// The date of a dateline, at least to the day; none where the body does not begin with a place, a date with its year, and a dash.
article::Date date_in_dateline(std::string_view body, std::string_view language);

}  // namespace backfile::wording
