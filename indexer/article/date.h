// A date of any precision, as it was written: the local date and time, with its offset where one was given.
// Seconds are counted from 0001-01-01T00:00:00 in the proleptic Gregorian calendar, never from 1970.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/errors/error.h"

namespace backfile::article {

/// Numbers of the stored form: never renumber.
enum class Precision { none, year, month, day, minute, second };

/// Fields finer than the precision hold their smallest value (month 1, day 1, 00:00:00). Years 1 to 9999.
struct Date {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::optional<int> offset_minutes{};  // east of UTC; absent where none was written
  Precision precision = Precision::none;
  bool operator==(const Date&) const = default;
  explicit operator bool() const { return precision != Precision::none; }
};

/// "second", "minute", "day", "month", "year", "none".
std::string_view name(Precision precision);

/// Reads ISO 8601 / RFC 3339: 1912, 1912-04, 1912-04-16, 1912-04-16T23:40, …:40:15, …:15.123, each time with an
/// optional Z, +09:00 or +0900; also the basic forms 19120416 and 19120416T234015Z, and a space for the T.
/// Nothing else, and never a part of a longer text. A leap second is read as second 59; fractions of a second are dropped.
Result<Date> parse_iso(std::string_view text);

/// ISO 8601 at exactly the date's precision: "1912", "1912-04", "2024-03-31T10:00:00+09:00". Empty for none.
std::string to_iso(const Date& date);

/// First and last local second that the date may mean: 1912-04 covers all of April. Of Precision::none: meaningless.
std::int64_t first_second(const Date& date);
std::int64_t last_second(const Date& date);

/// The instant of first_second in UTC; without an offset the local time is taken as UTC.
std::int64_t instant(const Date& date);

/// Days since 0001-01-01, and back (what lies outside 0001 to 9999 gives the nearest day of it).
std::int64_t days_from_civil(int year, int month, int day);
Date civil_from_days(std::int64_t days);

/// The date and time of an instant, in UTC.
Date from_instant(std::int64_t instant);

/// The current instant in the same count, for embargoes.
std::int64_t now_instant();

}  // namespace backfile::article
