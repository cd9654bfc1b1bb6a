// Stretches of time that a timeline counts by: days, weeks (Monday to Sunday), months, years, decades (1910 to 1919), all local dates.
#pragma once
#include <cstdint>
#include <string>

#include "server/query/narrow_request.h"

namespace backfile::search {

/// Its number in the row of all such stretches. seconds: since 0001-01-01. interval: not automatic.
std::int64_t bucket_of(std::int64_t seconds, query::Interval interval);

/// The date it begins with, as precise as the stretch: "1912-04-15" for a day or week, "1912-04", "1912"; a decade by its first year.
std::string start_of(std::int64_t bucket, query::Interval interval);

/// Such that the span (seconds, both ends included) makes a picture: some dozens to some hundreds of stretches.
query::Interval fitting(std::int64_t first, std::int64_t last);

}  // namespace backfile::search
