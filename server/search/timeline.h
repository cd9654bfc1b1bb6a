// How a search's articles, and all articles beside them, spread over time.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "server/query/narrow_request.h"

namespace backfile::search {

struct TimelineBucket {
  std::string start;           // calendar.h
  std::uint64_t count, total;  // articles that match; all articles under the same filters
};

struct Timeline {
  std::string parsed;  // canonical text
  query::Match match = query::Match::all;
  std::vector<std::string> warnings;
  query::Interval interval = query::Interval::automatic;  // what was used; automatic only where no article has a date
  std::vector<TimelineBucket> buckets;                    // empty ones too
  std::uint64_t total = 0;                                // matches
  std::uint64_t undated = 0, imprecise = 0;               // matches that are in no bucket: without a date; known less precisely
  std::string index_id;
  std::uint64_t revision = 0;
  double took_ms = 0;
};

}  // namespace backfile::search
