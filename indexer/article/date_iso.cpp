// ISO 8601 and RFC 3339, both ways. Other spellings are date_text.cpp's.
#include <array>
#include <cstdio>

#include "indexer/article/date.h"
#include "indexer/article/date_parts.h"

namespace backfile::article {

namespace {

/// Reads from the front of a text; every step says whether it was there, and leaves the text alone where it was not.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool digits(std::size_t count, int& value) {
    if (rest_.size() < count) return false;
    int read = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return false;
      read = read * 10 + (rest_[i] - '0');
    }
    value = read;
    rest_.remove_prefix(count);
    return true;
  }
  bool any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool end() const { return rest_.empty(); }
  char next() const { return rest_.empty() ? '\0' : rest_.front(); }

 private:
  std::string_view rest_;
};

/// Z, +09:00, +0900, or nothing.
bool read_offset(Cursor& cursor, Date& date) {
  if (cursor.any_of("Zz")) {
    date.offset_minutes = 0;
    return true;
  }
  const char sign = cursor.next();
  if (!cursor.any_of("+-")) return true;
  int hours = 0, minutes = 0;
  if (!cursor.digits(2, hours)) return false;
  cursor.any_of(":");
  if (!cursor.digits(2, minutes) || hours > 23 || minutes > 59) return false;
  date.offset_minutes = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  return true;
}

/// 23:40, 23:40:15, 23:40:15.123 with the colons, or without any where `basic`.
bool read_time(Cursor& cursor, Date& date, bool basic) {
  if (!cursor.digits(2, date.hour) || (!basic && !cursor.any_of(":")) || !cursor.digits(2, date.minute)) return false;
  date.precision = Precision::minute;
  const bool seconds = basic ? cursor.next() >= '0' && cursor.next() <= '9' : cursor.any_of(":");
  if (seconds) {
    if (!cursor.digits(2, date.second)) return false;
    date.precision = Precision::second;
    if (cursor.any_of(".,")) {
      if (!cursor.any_of("0123456789")) return false;
      while (cursor.any_of("0123456789")) {
      }
    }
  }
  return read_offset(cursor, date);
}

bool read_date(Cursor& cursor, Date& date, bool& basic) {
  if (!cursor.digits(4, date.year)) return false;
  date.precision = Precision::year;
  if (cursor.end()) return true;
  basic = !cursor.any_of("-");
  if (!cursor.digits(2, date.month)) return false;
  date.precision = Precision::month;
  if (cursor.end()) return !basic;  // 191204 could as well be 4 December 1919
  if ((!basic && !cursor.any_of("-")) || !cursor.digits(2, date.day)) return false;
  date.precision = Precision::day;
  return true;
}

}  // namespace

std::optional<Date> read_iso(std::string_view text) {
  Date date;
  Cursor cursor(text);
  bool basic = false;
  if (!read_date(cursor, date, basic)) return std::nullopt;
  if (!cursor.end() && (date.precision != Precision::day || !cursor.any_of("Tt ") || !read_time(cursor, date, basic))) return std::nullopt;
  if (!cursor.end()) return std::nullopt;
  if (date.second == 60) date.second = 59;  // a leap second: our calendar has none
  return possible(date) ? std::optional(date) : std::nullopt;
}

Result<Date> parse_iso(std::string_view text) {
  if (const auto date = read_iso(text)) return *date;
  constexpr std::size_t kShown = 40;  // enough to recognise what was typed
  return fail(Code::invalid,
              "'" + std::string(text.substr(0, kShown)) + "' is not a date; write 1912, 1912-04, 1912-04-16 or 1912-04-16T23:40:00Z");
}

bool possible(const Date& date) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.precision == Precision::none || date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12) return false;
  const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  const int days = date.month == 2 && !leap ? 28 : kDays[static_cast<std::size_t>(date.month - 1)];
  if (date.day < 1 || date.day > days) return false;
  if (date.hour < 0 || date.hour > 23 || date.minute < 0 || date.minute > 59 || date.second < 0 || date.second > 59) return false;
  constexpr int kDayMinutes = 24 * 60;
  return !date.offset_minutes || (*date.offset_minutes > -kDayMinutes && *date.offset_minutes < kDayMinutes);
}

std::string to_iso(const Date& date) {
  std::array<char, 96> buffer{};
  const auto print = [&](auto... values) {
    return std::string(buffer.data(), static_cast<std::size_t>(std::snprintf(buffer.data(), buffer.size(), values...)));
  };
  if (date.precision == Precision::none) return {};
  if (date.precision == Precision::year) return print("%04d", date.year);
  if (date.precision == Precision::month) return print("%04d-%02d", date.year, date.month);
  std::string text = print("%04d-%02d-%02d", date.year, date.month, date.day);
  if (date.precision == Precision::day) return text;
  text += print("T%02d:%02d", date.hour, date.minute);
  if (date.precision == Precision::second) text += print(":%02d", date.second);
  if (!date.offset_minutes) return text;
  const int offset = *date.offset_minutes;
  if (offset == 0) return text + "Z";
  const int size = offset < 0 ? -offset : offset;
  return text + (offset < 0 ? "-" : "+") + print("%02d:%02d", size / 60, size % 60);
}

}  // namespace backfile::article
