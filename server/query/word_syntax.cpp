#include "server/query/word_syntax.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/analysis/fold.h"
#include "indexer/article/date_text.h"
#include "server/query/characters.h"

namespace backfile::query {
namespace {

using schema::Field;

struct Named {
  std::string_view name;
  Prefix::Kind kind;
  Field field;
};
// The first name of a field is its canonical one.
constexpr auto kPrefixes = std::to_array<Named>({
    {"title", Prefix::Kind::field, Field::title},
    {"author", Prefix::Kind::field, Field::author},
    {"section", Prefix::Kind::field, Field::section},
    {"source", Prefix::Kind::field, Field::source},
    {"tag", Prefix::Kind::field, Field::tag},
    {"place", Prefix::Kind::field, Field::place},
    {"lang", Prefix::Kind::field, Field::language},
    {"language", Prefix::Kind::field, Field::language},
    {"id", Prefix::Kind::field, Field::id},
    {"url", Prefix::Kind::field, Field::url},
    {"page", Prefix::Kind::field, Field::page},
    {"edition", Prefix::Kind::field, Field::edition},
    {"after", Prefix::Kind::after, Field::published},
    {"before", Prefix::Kind::before, Field::published},
    {"date", Prefix::Kind::date, Field::published},
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<article::Date> date_of(std::string_view text) {
  if (text.empty()) return article::Date{};
  // Folding makes １９１２ and ١٩١٢ 1912, and small letters, which ISO does not know.
  std::string plain = analysis::fold(text);
  std::transform(plain.begin(), plain.end(), plain.begin(),
                 [](char c) { return c == 't' || c == 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  if (const auto iso = article::parse_iso(plain)) return *iso;
  return article::parse_date(text);
}

/// A character that says as much as a word: of Chinese, kana or Hangul.
bool says_much(char32_t c) { return c >= 0x1100 && (c <= 0x11FF || (c >= 0x2E80 && c < 0xFF00) || c >= 0x20000); }

}  // namespace

std::optional<Prefix> prefix_of(std::string_view word) {
  const auto colon = word.substr(0, kLongestPrefix).find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto name = word.substr(0, colon);
  for (const Named& known : kPrefixes) {
    const bool same =
        std::equal(name.begin(), name.end(), known.name.begin(), known.name.end(), [](char a, char b) { return lower(a) == b; });
    if (same) return Prefix{known.kind, known.field, colon + 1};
  }
  return std::nullopt;
}

std::string_view prefix_name(Field field) {
  const auto found = std::find_if(kPrefixes.begin(), kPrefixes.end(), [&](const Named& known) { return known.field == field; });
  return found->name;
}

bool has_words(Field field) {
  switch (field) {
    case Field::language:
    case Field::id:
    case Field::url:
    case Field::page:
    case Field::edition:
      return false;
    default:
      return true;
  }
}

std::optional<DateRange> date_range(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto date = date_of(text);
    if (!date || !*date) return std::nullopt;
    return DateRange{*date, *date};
  }
  const auto from = date_of(text.substr(0, dots)), to = date_of(text.substr(dots + 2));
  if (!from || !to || (!*from && !*to)) return std::nullopt;
  DateRange range{*from, *to};
  range.exchanged = range.from && range.to && article::first_second(range.from) > article::last_second(range.to);
  if (range.exchanged) std::swap(range.from, range.to);
  return range;
}

std::string date_range_text(const article::Date& from, const article::Date& to) {
  return from == to ? article::to_iso(from) : article::to_iso(from) + ".." + article::to_iso(to);
}

std::optional<LettersOff> letters_off(std::string_view word) {
  const auto tilde = word.rfind('~');
  if (tilde == std::string_view::npos || tilde == 0) return std::nullopt;
  const auto digits = word.substr(tilde + 1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  const bool many = digits.size() > 1 || (digits.size() == 1 && digits[0] > '2');
  const int letters = digits.empty() ? 1 : many ? 2 : digits[0] - '0';
  return LettersOff{word.substr(0, tilde), letters, many};
}

std::optional<std::string> wildcard(std::string_view word) {
  const auto star = word.find('*');
  if (star == std::string_view::npos) return std::nullopt;
  const auto head = characters(word.substr(0, star));
  const bool much = std::any_of(head.begin(), head.end(), [](const Character& c) { return says_much(c.code); });
  if (!has_letters(word.substr(0, star)) || head.size() < (much ? 1u : 2u)) return std::nullopt;
  std::string pattern;
  for (const char c : word)
    if (c != '*' || pattern.back() != '*') pattern += c;
  return pattern;
}

std::vector<std::string> without_stars(std::string_view word) {
  std::vector<std::string> words;
  while (!word.empty()) {
    const auto end = std::min(word.find('*'), word.size());
    if (end > 0) words.emplace_back(word.substr(0, end));
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  return words;
}

}  // namespace backfile::query
