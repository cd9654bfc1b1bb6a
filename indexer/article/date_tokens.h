// A text as the tokens that dates are made of.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::article {

enum class TokenKind {
  number,      // value, digits
  month,       // value 1 to 12
  weekday,     // no value
  filler,      // "of"
  clock,       // "kl.": a time follows
  ordinal,     // "th", right behind a number
  half_day,    // value 0 or 12
  zone,        // value: minutes east of Greenwich
  local_zone,  // no value
  year_unit,
  month_unit,
  day_unit,
  hour_unit,
  minute_unit,
  second_unit,
  era,     // value: the year before its first; limit: its last
  symbol,  // value: the code point
};

struct Token {
  TokenKind kind;
  int value = 0;
  int digits = 0;  // of a number, as written
  int limit = 0;
  bool also_weekday = false;  // of a month: "mar" is March, and Tuesday in French
  bool spaced = false;        // white space stands before it
};

/// Nothing where the text is too long for a date or holds a word that no date holds. Capitals, accents, widths and scripts of digits
/// make no difference. Thread-safe.
std::optional<std::vector<Token>> date_tokens(std::string_view text);

/// The month that a word names, in any of the languages; 0 for none.
int month_named(std::string_view word);

}  // namespace backfile::article
