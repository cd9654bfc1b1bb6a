#include "indexer/page/said.h"

#include <algorithm>
#include <cstdint>

#include "indexer/article/date_text.h"
#include "indexer/markup/fragment.h"
#include "indexer/text/charset.h"

namespace backfile::page {
namespace {

constexpr std::size_t kMaxValues = 100;         // of authors or tags; real pages have a few dozen
constexpr std::size_t kMaxValueBytes = 20'000;  // of one value: a summary has a few hundred

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Ten digits are seconds since 1970, thirteen milliseconds.
article::Date date_of_count(std::string_view digits) {
  std::int64_t seconds = 0;
  for (const char c : digits.substr(0, 10)) seconds = seconds * 10 + (c - '0');
  article::Date date = article::civil_from_days(article::days_from_civil(1970, 1, 1) + seconds / 86400);
  date.hour = static_cast<int>(seconds / 3600 % 24);
  date.minute = static_cast<int>(seconds / 60 % 60);
  date.second = static_cast<int>(seconds % 60);
  date.offset_minutes = 0;
  date.precision = article::Precision::second;
  return date;
}

/// 0001-01-01 and 1970-01-01T00:00:00Z are what programs write for no date; no newspaper is older than 1605.
bool is_likely(const article::Date& date) {
  constexpr int kOldest = 1600, kNewest = 2100;
  const bool epoch =
      date.year == 1970 && date.month == 1 && date.day == 1 && date.precision == article::Precision::second && date.minute == 0;
  return date.year >= kOldest && date.year <= kNewest && !epoch;
}

}  // namespace

std::string value_line(std::string_view value) {
  std::string text = text::clean(std::string(value.substr(0, kMaxValueBytes)));
  if (markup::markup_of(text) != markup::Markup::none) text = markup::html_to_text(text);
  return text::one_line(text);
}

void say(std::string& field, std::string_view text) {
  if (field.empty()) field = value_line(text);
}

void say(std::vector<std::string>& field, std::string_view text) {
  if (field.size() >= kMaxValues) return;
  std::string line = value_line(text);
  if (!line.empty() && std::find(field.begin(), field.end(), line) == field.end()) field.push_back(std::move(line));
}

article::Date date_of(std::string_view value, std::string_view language) {
  constexpr std::size_t kLongestDate = 80;
  if (value.size() > kLongestDate) return {};
  const std::string line = text::one_line(value);
  if ((line.size() == 10 || line.size() == 13) && line[0] == '1' && all_digits(line)) return date_of_count(line);
  const auto date = article::parse_date(line, language);
  return date && is_likely(*date) ? *date : article::Date{};
}

}  // namespace backfile::page
