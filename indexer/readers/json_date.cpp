// Which numbers can only be a count of seconds.
#include "indexer/readers/json_date.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "indexer/article/date_text.h"
#include "indexer/readers/json_value.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

article::Date date_of_seconds(std::int64_t seconds) {
  constexpr std::int64_t kDay = 86400;
  const std::int64_t rest = (seconds % kDay + kDay) % kDay;
  article::Date date = article::civil_from_days(article::days_from_civil(1970, 1, 1) + (seconds - rest) / kDay);
  date.hour = static_cast<int>(rest / 3600);
  date.minute = static_cast<int>(rest / 60 % 60);
  date.second = static_cast<int>(rest % 60);
  date.offset_minutes = 0;
  date.precision = article::Precision::second;
  return date;
}

/// Seconds or milliseconds since 1970, as interfaces give them, where the number can be nothing else; else a year.
article::Date date_of_number(double number) {
  constexpr double kSecondsFrom = 1e8, kMillisecondsFrom = 1e11, kTo = 1e14;
  if (number >= 1 && number <= 9999 && number == std::floor(number)) {
    return article::Date{.year = static_cast<int>(number), .precision = article::Precision::year};
  }
  // What is negative is neither a year nor a date in digits, and the first day of all is no more than this before 1970.
  constexpr double kFirstSecond = -62135596800;
  const bool seconds_before_1970 = number <= -86400 && number >= kFirstSecond;
  const bool milliseconds_before_1970 = number < kFirstSecond && number > kFirstSecond * 1000;
  if (seconds_before_1970) return date_of_seconds(static_cast<std::int64_t>(number));
  if (milliseconds_before_1970) return date_of_seconds(static_cast<std::int64_t>(std::floor(number / 1000)));
  if (!(number >= kSecondsFrom && number < kTo)) return {};
  return date_of_seconds(static_cast<std::int64_t>(number < kMillisecondsFrom ? number : number / 1000));
}

/// `1711864800`, `-1821052800000`: too long for a date in digits.
bool is_count(const std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = text.size() - sign;
  return (digits == 10 || digits == 13 || (sign == 1 && digits >= 6 && digits <= 14)) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// MongoDB's count of milliseconds, whatever its size.
article::Date date_of_milliseconds(const json& value) {
  double number = 0;
  if (value.is_number())
    number = value.get<double>();
  else if (const json& digits = member(value, "$numberLong"); digits.is_string() && digits.get_ref<const std::string&>().size() <= 16)
    number = std::strtod(digits.get_ref<const std::string&>().c_str(), nullptr);
  else
    return {};
  constexpr double kMost = 253402300799999;  // the end of 9999
  if (!(number > -62135596800000.0 && number < kMost)) return {};
  return date_of_seconds(static_cast<std::int64_t>(std::floor(number / 1000)));
}

}  // namespace

article::Date date_of_value(const json& value, const std::string& language) {
  if (value.is_number()) {
    const auto basic = article::parse_iso(value.dump());  // 19120416 written as a number
    return basic ? *basic : date_of_number(value.get<double>());
  }
  const json& mongo = member(value, "$date");
  if (const auto date = date_of_milliseconds(mongo)) return date;
  const std::string text = text_of(value);
  constexpr std::size_t kLongest = 100;
  if (text.size() > kLongest) return {};
  if (is_count(text)) return date_of_number(std::strtod(text.c_str(), nullptr));
  return article::parse_date(text, language).value_or(article::Date{});
}

}  // namespace backfile::readers
