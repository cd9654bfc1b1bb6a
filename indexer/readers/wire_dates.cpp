// Each spelling has its own small reader; a date that does not exist is no date.
#include "indexer/readers/wire_dates.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/article/date_parts.h"
#include "indexer/article/date_text.h"
#include "indexer/article/date_tokens.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using article::Date;
using article::Precision;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 9)) value = value * 10 + (c - '0');
  return value;
}

std::optional<Date> day(int year, int month, int day_of_month) {
  Date date;
  date.year = year;
  date.month = month;
  date.day = day_of_month;
  date.precision = Precision::day;
  if (!article::possible(date)) return std::nullopt;
  return date;
}

/// 1504 or 150432; nothing changes where it is no time.
void add_time(Date& date, std::string_view digits) {
  if (!all_digits(digits) || (digits.size() != 4 && digits.size() != 6)) return;
  Date timed = date;
  timed.hour = number(digits.substr(0, 2));
  timed.minute = number(digits.substr(2, 2));
  timed.second = digits.size() == 6 ? number(digits.substr(4, 2)) : 0;
  timed.precision = digits.size() == 6 ? Precision::second : Precision::minute;
  if (article::possible(timed)) date = timed;
}

/// American wires' zones and Greenwich's; nothing for another.
std::optional<int> offset_of(std::string_view zone) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  constexpr auto kZones = std::to_array<Zone>({{"GMT", 0},
                                               {"UTC", 0},
                                               {"Z", 0},
                                               {"EST", -5},
                                               {"EDT", -4},
                                               {"CST", -6},
                                               {"CDT", -5},
                                               {"MST", -7},
                                               {"MDT", -6},
                                               {"PST", -8},
                                               {"PDT", -7},
                                               {"MEZ", 1},
                                               {"CET", 1},
                                               {"CEST", 2},
                                               {"MESZ", 2},
                                               {"BST", 1}});
  for (const Zone& known : kZones) {
    if (zone == known.name) return known.hours * 60;
  }
  return std::nullopt;
}

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

/// Numbers alone: YYMMDD, YYYYMMDD.
std::optional<Date> compact(std::string_view text) {
  if (!all_digits(text)) return std::nullopt;
  if (text.size() == 6) return day(full_year(number(text.substr(0, 2))), number(text.substr(2, 2)), number(text.substr(4, 2)));
  if (text.size() == 8) return day(number(text.substr(0, 4)), number(text.substr(4, 2)), number(text.substr(6, 2)));
  return std::nullopt;
}

/// Three parts between '-', '/', '.' or spaces; an empty list for anything else.
std::vector<std::string_view> three_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("-/. ", at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts.size() == 3 ? parts : std::vector<std::string_view>{};
}

/// A year of two digits behind day and month: 03/24/87 (month first unless that is impossible), 14 MAY 91, 9-APR-87, 94-01-05.
std::optional<Date> short_year(std::string_view text, std::string_view language) {
  const auto parts = three_parts(text);
  if (parts.empty()) return std::nullopt;
  const int month = article::month_named(std::string(parts[1]));
  if (month > 0 && all_digits(parts[0]) && all_digits(parts[2]) && parts[2].size() == 2)
    return day(full_year(number(parts[2])), month, number(parts[0]));
  if (!std::all_of(parts.begin(), parts.end(), [](std::string_view part) { return all_digits(part) && part.size() <= 2; }))
    return std::nullopt;
  const int first = number(parts[0]), second = number(parts[1]), third = number(parts[2]);
  if (text.find('/') != text.npos) {
    const bool month_first = language.empty() || language.starts_with("en");
    const auto american = day(full_year(third), first, second), european = day(full_year(third), second, first);
    return month_first ? (american ? american : european) : (european ? european : american);
  }
  if (text.find('.') != text.npos) return day(full_year(third), second, first);
  return first > 31 || parts[0].size() == 2 ? day(full_year(first), second, third) : std::nullopt;
}

/// DD-MON-YYYY HH:MM:SS.cc with what may go wrong in the time.
std::optional<Date> one_date(std::string_view text, std::string_view language) {
  if (const auto date = compact(text)) return date;
  if (const auto date = short_year(text, language)) return date;
  if (auto date = article::parse_date(text, language.empty() ? "en" : language); date && date->precision >= Precision::month) return date;
  return std::nullopt;
}

/// The longest beginning of `pieces` that is a date.
std::optional<Date> longest(const std::vector<std::string_view>& pieces, std::size_t from, std::string_view language) {
  constexpr std::size_t kMost = 8;
  std::optional<Date> coarse;
  for (std::size_t count = std::min(pieces.size() - from, kMost); count > 0; --count) {
    const std::string_view last = pieces[from + count - 1];
    std::string_view part(pieces[from].data(), static_cast<std::size_t>(last.data() + last.size() - pieces[from].data()));
    while (!part.empty() && (part.back() == ',' || part.back() == ';' || part.back() == '.')) part.remove_suffix(1);
    if (const auto date = one_date(part, language)) {
      if (date->precision >= Precision::day) return date;
      if (!coarse) coarse = date;
    }
  }
  return coarse;
}

}  // namespace

int full_year(int two_digits) { return two_digits >= 50 ? 1900 + two_digits : 2000 + two_digits; }

std::optional<Date> date_in_field(std::string_view text, std::string_view language) {
  std::string line = text::one_line(text.substr(0, 400));
  // A note behind the date that says it was guessed: its time is none.
  const std::size_t note = line.find('#');
  if (note != line.npos) line = text::one_line(line.substr(0, note));
  const auto pieces = wording::words(line);
  for (std::size_t from = 0; from < pieces.size() && from < 3; ++from) {
    if (auto date = longest(pieces, from, language)) {
      if (note != line.npos && date->hour == 0 && date->minute == 0 && date->second == 0 && date->precision > Precision::day)
        date->precision = Precision::day;
      return date;
    }
    const std::string_view word = wording::strip_punctuation(pieces[from]);
    const bool weekday = [&] {
      const auto tokens = article::date_tokens(word);
      return tokens && tokens->size() == 1 && tokens->front().kind == article::TokenKind::weekday;
    }();
    if (!weekday && word.size() > 3) break;
  }
  return std::nullopt;
}

std::optional<Date> date_in_document_number(std::string_view id) {
  for (std::size_t at = 0; at < id.size();) {
    if (!is_digit(id[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < id.size() && is_digit(id[end])) ++end;
    const std::string_view run = id.substr(at, end - at);
    if (run.size() == 8 && (run.starts_with("19") || run.starts_with("20"))) {
      if (const auto date = compact(run)) return date;
    }
    if (run.size() == 6 && at > 0 && end < id.size()) {
      const auto year_first = compact(run);
      const auto month_first = day(full_year(number(run.substr(4, 2))), number(run.substr(0, 2)), number(run.substr(2, 2)));
      if (year_first && !month_first) return year_first;
      if (month_first && !year_first) return month_first;
    }
    at = end;
  }
  return std::nullopt;
}

std::optional<Date> date_in_stamp(std::string_view text) {
  for (std::size_t at = text.rfind('-'); at != text.npos && at > 0; at = text.rfind('-', at - 1)) {
    // …-MM-DD-YY HHMMZON, found by the dash before the year.
    if (at < 6 || text[at - 3] != '-' || text[at - 6] != '-' || at + 3 > text.size()) continue;
    const auto month = text.substr(at - 5, 2), day_of_month = text.substr(at - 2, 2), year = text.substr(at + 1, 2);
    if (!all_digits(month) || !all_digits(day_of_month) || !all_digits(year)) continue;
    auto date = day(full_year(number(year)), number(month), number(day_of_month));
    if (!date) continue;
    std::string_view rest = text.substr(at + 3);
    if (!rest.empty() && is_digit(rest[0])) continue;
    rest.remove_prefix(std::min(rest.find_first_not_of(" "), rest.size()));
    add_time(*date, rest.substr(0, 4));
    if (date->precision == Precision::minute) {
      rest.remove_prefix(4);
      rest.remove_prefix(std::min(rest.find_first_not_of(" "), rest.size()));
      std::size_t letters = 0;
      while (letters < rest.size() && letters < 4 && rest[letters] >= 'A' && rest[letters] <= 'z') ++letters;
      date->offset_minutes = offset_of(capitals(rest.substr(0, letters)));
    }
    return date;
  }
  return std::nullopt;
}

std::optional<Date> date_in_iptc_time(std::string_view text) {
  const std::string line = text::one_line(text.substr(0, 60));
  const auto pieces = wording::words(line);
  if (pieces.size() < 3 || pieces.size() > 5 || !all_digits(pieces[0]) || pieces[0].size() != 6) return std::nullopt;
  std::size_t at = 1;
  const std::string zone = capitals(pieces[at]);
  const auto offset = offset_of(zone);
  if (offset || (zone.size() <= 5 && article::month_named(wording::strip_punctuation(pieces[at])) == 0)) ++at;
  if (at + 1 >= pieces.size()) return std::nullopt;
  const int month = article::month_named(wording::strip_punctuation(pieces[at]));
  const std::string_view year = pieces[at + 1];
  if (month == 0 || !all_digits(year) || (year.size() != 2 && year.size() != 4)) return std::nullopt;
  auto date = day(year.size() == 2 ? full_year(number(year)) : number(year), month, number(pieces[0].substr(0, 2)));
  if (!date) return std::nullopt;
  add_time(*date, pieces[0].substr(2));
  if (date->precision == Precision::minute) date->offset_minutes = offset;
  return date;
}

}  // namespace backfile::readers
