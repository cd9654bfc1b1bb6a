// The time of day within the tokens of a date.
#pragma once
#include <optional>
#include <vector>

#include "indexer/article/date_tokens.h"

namespace backfile::article {

struct ClockTime {
  int hour = 0, minute = 0, second = 0;
  bool has_seconds = false;
  std::optional<int> offset_minutes{};
};

/// Finds 10:30, 10:30:15.25, 10.30 Uhr, 10h30, 10 p.m., 午前10時30分 with the zone behind it, and takes its tokens away. Nothing where
/// there is none or where it is impossible (the tokens then stay).
std::optional<ClockTime> take_time(std::vector<Token>& tokens);

}  // namespace backfile::article
