// Syntax inside one word: `title:`, `strik*`, `word~1`, `1912..1913`. Knows texts only, no tokens.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"

namespace backfile::query {

/// No prefix is longer, its colon with it.
inline constexpr std::size_t kLongestPrefix = 16;

/// What a prefix such as `title:` asks for.
struct Prefix {
  enum class Kind { field, after, before, date };
  Kind kind = Kind::field;
  schema::Field field = schema::Field::body;
  std::size_t length = 0;  // with its colon; names are ASCII, so bytes and characters are the same
};

/// The prefix that a word begins with, `title:coal` or `title:` alone. Letter case makes no difference; `lang` and `language` are one.
/// Nothing where the name is none of a field that can be asked for: http://, Note:, 12:30.
std::optional<Prefix> prefix_of(std::string_view word);

/// `title`, `lang`: the name that a field is asked for by in the canonical text.
std::string_view prefix_name(schema::Field field);

/// Whether the field has words that can be asked for one by one (title, author, …) rather than only whole values (id, url, lang, …).
bool has_words(schema::Field field);

struct DateRange {
  article::Date from, to;  // Precision::none: open
  bool exchanged = false;  // the later end was written first
};

/// `1912`, `1912-04..1913`, `1912..`, `..1913`, and dates as people write them. Nothing where it is none.
std::optional<DateRange> date_range(std::string_view text);

/// The canonical text: `1912..1913-06`, `1912`.
std::string date_range_text(const article::Date& from, const article::Date& to);

/// A word with letters off: `word~1`, `word~` (one), at most 2. Nothing where it is none.
struct LettersOff {
  std::string_view word;
  int letters;
  bool reduced;  // more than two were asked for
};
std::optional<LettersOff> letters_off(std::string_view word);

/// A wildcard as it will be looked for: runs of '*' made one. Nothing where the word has no '*', or too few letters before the first one
/// (two; one where a character is a word or syllable, as in Chinese).
std::optional<std::string> wildcard(std::string_view word);

/// The word without its '*', as plain words.
std::vector<std::string> without_stars(std::string_view word);

}  // namespace backfile::query
