// Dates as people and newspapers spell them: the time of day is taken out of the tokens, words between the parts are dropped, and what
// is left has to be one of a few sequences of numbers and a month.
#include "indexer/article/date_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/article/clock_time.h"
#include "indexer/article/date_parts.h"
#include "indexer/article/date_tokens.h"

namespace backfile::article {

namespace {

/// A number, or a month that was named.
struct Part {
  enum Role { open, year, month, day } role = open;  // of a number: what a unit behind it says
  bool named_month = false;
  int value = 0, digits = 0;
  char separator = ' ';  // what stands before it: '/', '-', '.', ',' or a space
};

bool is_year(const Part& part) { return !part.named_month && part.digits == 4; }
bool is_small(const Part& part) { return !part.named_month && part.digits <= 2; }

/// A weekday in brackets, which Japanese, Chinese and Korean shorten to one character: 3月31日(日).
void drop_bracketed_weekday(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool brackets = tokens[i].kind == TokenKind::symbol && tokens[i].value == '(' && tokens[i + 2].kind == TokenKind::symbol &&
                          tokens[i + 2].value == ')';
    const TokenKind inside = tokens[i + 1].kind;
    if (brackets && (inside == TokenKind::day_unit || inside == TokenKind::month_unit || inside == TokenKind::weekday)) {
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.begin() + static_cast<std::ptrdiff_t>(i) + 3);
      return;
    }
  }
}

/// Tokens to parts; nothing where a token has no place in a date.
class Sorter {
 public:
  explicit Sorter(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (const Token& token : tokens) {
      numbers_ += token.kind == TokenKind::number ? 1 : 0;
      months_ += token.kind == TokenKind::month ? 1 : 0;
    }
  }

  std::optional<std::vector<Part>> run() {
    for (const Token& token : tokens_)
      if (!take(token)) return std::nullopt;
    if (era_) return std::nullopt;
    return std::move(parts_);
  }

 private:
  bool take(const Token& token) {
    switch (token.kind) {
      case TokenKind::number:
        return number(token);
      case TokenKind::month:
        return month(token);
      case TokenKind::symbol:
        return symbol(token);
      case TokenKind::year_unit:
        return unit(Part::year);
      case TokenKind::month_unit:
        return unit(Part::month);
      case TokenKind::day_unit:
      case TokenKind::ordinal:
        return unit(Part::day);
      case TokenKind::era:
        era_ = &token;
        return true;
      case TokenKind::weekday:
      case TokenKind::filler:
      case TokenKind::clock:
      case TokenKind::local_zone:
        return true;
      case TokenKind::half_day:
        return token.value == 0;  // the German "am", too
      default:
        return false;
    }
  }

  bool number(const Token& token) {
    Part part{.value = token.value, .digits = token.digits, .separator = separator_};
    if (era_) {
      if (token.value < 1 || token.value > era_->limit) return false;
      part.value += era_->value;
      part.digits = 4;
      era_ = nullptr;
    }
    parts_.push_back(part);
    separator_ = ' ';
    return true;
  }

  bool month(const Token& token) {
    if (token.also_weekday && (months_ > 1 || numbers_ > 2)) {
      --months_;
      return true;
    }
    parts_.push_back({.named_month = true, .value = token.value, .separator = separator_});
    separator_ = ' ';
    return true;
  }

  bool symbol(const Token& token) {
    constexpr std::u32string_view kAllowed = U",./-()[]':|،·・、—’";
    if (kAllowed.find(static_cast<char32_t>(token.value)) == std::u32string_view::npos) return false;
    if (token.value < 0x80) separator_ = static_cast<char>(token.value);
    return true;
  }

  bool unit(Part::Role role) {
    if (parts_.empty() || parts_.back().named_month || parts_.back().role != Part::open) return false;
    parts_.back().role = role;
    return true;
  }

  const std::vector<Token>& tokens_;
  int numbers_ = 0, months_ = 0;
  char separator_ = ' ';
  const Token* era_ = nullptr;
  std::vector<Part> parts_;
};

Date make(int year, int month, int day) { return {.year = year, .month = month, .day = day, .precision = Precision::day}; }
Date make(int year, int month) { return {.year = year, .month = month, .precision = Precision::month}; }
Date make(int year) { return {.year = year, .precision = Precision::year}; }

/// 2024年3月31日, in any order; every number has its unit.
std::optional<Date> by_units(const std::vector<Part>& parts) {
  int year = 0, month = 0, day = 0;
  for (const Part& part : parts) {
    if (part.named_month || part.role == Part::open) return std::nullopt;
    int& field = part.role == Part::year ? year : part.role == Part::month ? month : day;
    if (field != 0 || (part.role == Part::year && part.digits < 3)) return std::nullopt;
    field = part.value;
  }
  if (year == 0 || (day != 0 && month == 0)) return std::nullopt;
  return day != 0 ? make(year, month, day) : month != 0 ? make(year, month) : make(year);
}

/// 16 April 1912, April 16, 1912, 1912 April 16, April 1912.
std::optional<Date> by_month_name(const std::vector<Part>& parts, bool rfc822) {
  if (parts.size() == 2) {
    const Part &month = parts[parts[0].named_month ? 0 : 1], &year = parts[parts[0].named_month ? 1 : 0];
    return month.named_month && is_year(year) ? std::optional(make(year.value, month.value)) : std::nullopt;
  }
  if (parts.size() != 3) return std::nullopt;
  const Part &a = parts[0], &b = parts[1], &c = parts[2];
  if (a.named_month && is_small(b) && is_year(c)) return make(c.value, a.value, b.value);
  if (!b.named_month) return std::nullopt;
  if (is_small(a) && is_year(c)) return make(c.value, b.value, a.value);
  if (is_year(a) && is_small(c)) return make(a.value, b.value, c.value);
  constexpr int kCentury = 50;  // RFC 2822, 4.3: 00 to 49 are of this century
  if (rfc822 && is_small(a) && is_small(c) && c.digits == 2) return make(c.value + (c.value < kCentury ? 2000 : 1900), b.value, a.value);
  return std::nullopt;
}

/// 1912/04/16, 16.4.1912, 4/1912.
std::optional<Date> by_numbers(const std::vector<Part>& parts, bool month_first) {
  if (parts.size() == 1) return is_year(parts[0]) ? std::optional(make(parts[0].value)) : std::nullopt;
  const char separator = parts[1].separator;
  const bool marked = separator == '/' || separator == '-' || separator == '.';
  if (parts.size() == 2) {
    if (marked && is_year(parts[0]) && is_small(parts[1])) return make(parts[0].value, parts[1].value);
    return marked && is_small(parts[0]) && is_year(parts[1]) ? std::optional(make(parts[1].value, parts[0].value)) : std::nullopt;
  }
  if (parts.size() != 3 || parts[2].separator != separator) return std::nullopt;
  const Part &a = parts[0], &b = parts[1], &c = parts[2];
  if (is_year(a) && is_small(b) && is_small(c) && (marked || separator == ' ')) return make(a.value, b.value, c.value);
  if (!marked || !is_small(a) || !is_small(b) || !is_year(c)) return std::nullopt;
  const bool month_is_a = b.value > 12 || (a.value <= 12 && month_first && separator != '.');
  return month_is_a ? make(c.value, a.value, b.value) : make(c.value, b.value, a.value);
}

std::optional<Date> from_tokens(std::vector<Token> tokens, bool month_first) {
  const std::size_t all = tokens.size();
  drop_bracketed_weekday(tokens);
  const std::optional<ClockTime> time = take_time(tokens);
  const auto parts = Sorter(tokens).run();
  if (!parts || parts->empty()) return std::nullopt;
  const bool units = std::any_of(parts->begin(), parts->end(), [](const Part& p) { return p.role == Part::year || p.role == Part::month; });
  const bool named = std::any_of(parts->begin(), parts->end(), [](const Part& p) { return p.named_month; });
  std::optional<Date> date = units   ? by_units(*parts)
                             : named ? by_month_name(*parts, time && time->offset_minutes)
                                     : by_numbers(*parts, month_first);
  if (!date) return date;
  if (date->precision == Precision::year && !units && all > 1) return std::nullopt;  // a number among words
  if (time && date->precision != Precision::day) return std::nullopt;
  if (time) {
    date->hour = time->hour;
    date->minute = time->minute;
    date->second = time->second;
    date->offset_minutes = time->offset_minutes;
    date->precision = time->has_seconds ? Precision::second : Precision::minute;
  }
  return possible(*date) ? date : std::nullopt;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text, std::string_view language) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  if (const auto iso = read_iso(text)) return iso;
  const bool month_first = language == "en" || language == "en-US";
  auto tokens = date_tokens(text);
  // "… 10:00:00 GMT+0900 (Japan Standard Time)": RFC 822 lets a comment follow the zone.
  if (!tokens && text.ends_with(')') && text.find(':') < text.find('(')) tokens = date_tokens(trim(text.substr(0, text.find('('))));
  return tokens ? from_tokens(std::move(*tokens), month_first) : std::nullopt;
}

}  // namespace backfile::article
