#include "server/search/calendar.h"

#include <algorithm>

#include "indexer/article/date.h"

namespace backfile::search {
namespace {

using query::Interval;

constexpr std::int64_t kSecondsADay = 86'400, kDaysAWeek = 7, kMonths = 12, kYears = 10;

}  // namespace

std::int64_t bucket_of(std::int64_t seconds, Interval interval) {
  const std::int64_t day = seconds / kSecondsADay;
  if (interval == Interval::day) return day;
  // The calendar's first day, 0001-01-01, is a Monday.
  if (interval == Interval::week) return day / kDaysAWeek;
  const auto date = article::civil_from_days(day);
  if (interval == Interval::month) return date.year * kMonths + date.month - 1;
  return interval == Interval::year ? date.year : date.year / kYears;
}

std::string start_of(std::int64_t bucket, Interval interval) {
  using article::Precision;
  switch (interval) {
    case Interval::day:
      return article::to_iso(article::civil_from_days(bucket));
    case Interval::week:
      return article::to_iso(article::civil_from_days(bucket * kDaysAWeek));
    case Interval::month:
      return article::to_iso(
          {.year = static_cast<int>(bucket / kMonths), .month = static_cast<int>(bucket % kMonths) + 1, .precision = Precision::month});
    case Interval::year:
    case Interval::automatic:
      break;
    case Interval::decade:
      bucket = std::max<std::int64_t>(1, bucket * kYears);  // there is no year 0
      break;
  }
  return article::to_iso({.year = static_cast<int>(bucket), .precision = Precision::year});
}

Interval fitting(std::int64_t first, std::int64_t last) {
  const std::int64_t days = (last - first) / kSecondsADay;
  constexpr std::int64_t kQuarter = 92, kTwoYears = 731, kTwentyYears = 7'305, kManyYears = 91'310;
  if (days <= kQuarter) return Interval::day;
  if (days <= kTwoYears) return Interval::week;
  if (days <= kTwentyYears) return Interval::month;
  return days <= kManyYears ? Interval::year : Interval::decade;
}

}  // namespace backfile::search
