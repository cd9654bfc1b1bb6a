// The calendar: days and seconds since 0001-01-01, and the span of time that an imprecise date may mean.
#include "indexer/article/date.h"

#include <chrono>

namespace backfile::article {

namespace {

constexpr std::int64_t kDay = 86400;
// Days from 0000-03-01, where the arithmetic below begins its years, to 0001-01-01.
constexpr std::int64_t kShift = 306;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// The first second after the last one that the date may mean.
std::int64_t end_second(const Date& date) {
  switch (date.precision) {
    case Precision::year:
      return days_from_civil(date.year + 1, 1, 1) * kDay;
    case Precision::month:
      return (date.month >= 12 ? days_from_civil(date.year + 1, 1, 1) : days_from_civil(date.year, date.month + 1, 1)) * kDay;
    case Precision::day:
      return first_second(date) + kDay;
    case Precision::minute:
      return first_second(date) + 60;
    case Precision::second:
    case Precision::none:
      break;
  }
  return first_second(date) + 1;
}

}  // namespace

std::string_view name(Precision precision) {
  switch (precision) {
    case Precision::second:
      return "second";
    case Precision::minute:
      return "minute";
    case Precision::day:
      return "day";
    case Precision::month:
      return "month";
    case Precision::year:
      return "year";
    case Precision::none:
      break;
  }
  return "none";
}

// Years begin in March here, so that the leap day is the last of its year and the lengths of the months before it follow one formula.
std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = month > 2 ? year : static_cast<std::int64_t>(year) - 1;
  const std::int64_t m = month > 2 ? month - 3 : month + 9;
  return 365 * y + floor_divide(y, 4) - floor_divide(y, 100) + floor_divide(y, 400) + (153 * m + 2) / 5 + day - 1 - kShift;
}

Date civil_from_days(std::int64_t days) {
  constexpr std::int64_t kLast = 3652058;  // 9999-12-31
  const std::int64_t clamped = days < 0 ? 0 : days > kLast ? kLast : days;
  // The mean year has 365.2425 days: the estimate is at most one year off.
  auto year = static_cast<int>(clamped * 10000 / 3652425) + 1;
  while (days_from_civil(year, 1, 1) > clamped) --year;
  while (days_from_civil(year + 1, 1, 1) <= clamped) ++year;
  int month = static_cast<int>((clamped - days_from_civil(year, 1, 1)) / 31) + 1;
  while (month < 12 && days_from_civil(year, month + 1, 1) <= clamped) ++month;
  Date date{.year = year, .month = month, .precision = Precision::day};
  date.day = static_cast<int>(clamped - days_from_civil(year, month, 1)) + 1;
  return date;
}

std::int64_t first_second(const Date& date) {
  return days_from_civil(date.year, date.month, date.day) * kDay + date.hour * 3600 + date.minute * 60 + date.second;
}

std::int64_t last_second(const Date& date) { return end_second(date) - 1; }

std::int64_t instant(const Date& date) { return first_second(date) - date.offset_minutes.value_or(0) * 60; }

Date from_instant(std::int64_t instant) {
  const std::int64_t seconds = std::max<std::int64_t>(instant, 0);
  Date date = civil_from_days(seconds / kDay);
  const auto of_day = static_cast<int>(seconds % kDay);
  date.hour = of_day / 3600;
  date.minute = of_day / 60 % 60;
  date.second = of_day % 60;
  date.offset_minutes = 0;
  date.precision = Precision::second;
  return date;
}

std::int64_t now_instant() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return days_from_civil(1970, 1, 1) * kDay + std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

}  // namespace backfile::article
