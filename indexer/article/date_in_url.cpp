// The date that a URL's path states.
#include <algorithm>
#include <string_view>

#include "indexer/article/date_parts.h"
#include "indexer/article/date_text.h"
#include "indexer/article/date_tokens.h"

namespace backfile::article {

namespace {

// Newspapers begin in the 1600s; other four digits in a path are numbers of something else.
constexpr int kFirstYear = 1600, kLastYear = 2199;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number that begins at `at` with exactly `least` to `most` digits, where no further digit follows; -1 for none. Moves on behind it.
int number(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
  std::size_t end = at;
  int value = 0;
  for (; end < text.size() && is_digit(text[end]); ++end) {
    if (end - at == most) return -1;
    value = value * 10 + (text[end] - '0');
  }
  if (end - at < least) return -1;
  at = end;
  return value;
}

/// One of "/", "-", "_", "." between two parts; moves on behind it.
bool separator(std::string_view text, std::size_t& at) {
  if (at >= text.size() || (text[at] != '/' && text[at] != '-' && text[at] != '_' && text[at] != '.')) return false;
  ++at;
  return true;
}

std::optional<Date> checked(Date date) {
  return possible(date) && date.year >= kFirstYear && date.year <= kLastYear ? std::optional(date) : std::nullopt;
}

/// 20240331, as a segment or at its beginning.
std::optional<Date> compact(std::string_view path, std::size_t at) {
  const bool begins_segment = at > 0 && path[at - 1] == '/';
  const int value = begins_segment ? number(path, at, 8, 8) : -1;
  if (value < 0) return std::nullopt;
  return checked({.year = value / 10000, .month = value / 100 % 100, .day = value % 100, .precision = Precision::day});
}

/// The month at `at`, in digits or by an English or other name; 0 for none. Moves on behind it.
int month(std::string_view path, std::size_t& at, bool& padded) {
  const std::size_t begin = at;
  if (const int value = number(path, at, 1, 2); value >= 0) {
    padded = at - begin == 2;
    return value <= 12 ? value : 0;
  }
  const std::size_t end = std::min(path.find_first_of("/-_.", at), path.size());
  const int named = month_named(path.substr(at, end - at));
  at = end;
  padded = true;
  return named;
}

/// 2024/03/31, 2024-03-31, 2024/mar/31, 2024/0331, 2024/03.
std::optional<Date> spread(std::string_view path, std::size_t at) {
  const int year = number(path, at, 4, 4);
  if (year < 0 || !separator(path, at)) return std::nullopt;
  const char first = path[at - 1];
  std::size_t next = at;
  if (const int both = number(path, next, 4, 4); both >= 0) {
    if (first != '/' || (next < path.size() && path[next] != '/')) return std::nullopt;  // "2024-2025" is a span of years
    return checked({.year = year, .month = both / 100, .day = both % 100, .precision = Precision::day});
  }
  bool padded = false;
  const int found = month(path, at, padded);
  if (found == 0) return std::nullopt;
  const bool segment_ends = at == path.size() || path[at] == '/';
  std::size_t day_at = at;
  if (separator(path, day_at)) {
    const bool day_padded = day_at + 1 < path.size() && is_digit(path[day_at]) && is_digit(path[day_at + 1]);
    const int day = number(path, day_at, 1, 2);
    // A single digit may as well count something: it is a day only in a segment of its own.
    const bool ends = day_at == path.size() || path[day_at] == '/' || (day_padded && !(path[day_at] >= 'a' && path[day_at] <= 'z'));
    if (day > 0 && ends)
      if (const auto date = checked({.year = year, .month = found, .day = day, .precision = Precision::day})) return date;
  }
  if (!padded || !segment_ends || first != '/') return std::nullopt;
  return checked({.year = year, .month = found, .precision = Precision::month});
}

std::string_view path_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(std::min(url.find('/'), url.size()));
}

}  // namespace

std::optional<Date> date_in_url(std::string_view url) {
  const std::string_view path = path_of(url);
  std::optional<Date> coarse;
  for (std::size_t at = 1; at < path.size(); ++at) {
    if (!is_digit(path[at]) || is_digit(path[at - 1])) continue;
    if (const auto date = compact(path, at)) return date;
    if (path[at - 1] != '/' && path[at - 1] != '-' && path[at - 1] != '_') continue;
    const auto date = spread(path, at);
    if (date && date->precision == Precision::day) return date;
    if (date && !coarse && path[at - 1] == '/') coarse = date;
  }
  return coarse;
}

}  // namespace backfile::article
