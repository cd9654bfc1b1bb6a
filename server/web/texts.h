// What pages say, in the reader's language: texts from one file a language (texts/en.json), numbers and dates in its form.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "indexer/article/date.h"
#include "server/query/narrow_request.h"

namespace backfile::web {

/// A named value of a text: a number in the language's form, or words as they are.
struct Value {
  std::string_view name;
  std::variant<std::int64_t, std::string> is;
};

/// One language. Immutable; shared by all threads.
class Texts {
 public:
  ~Texts();

  /// The text of that name, which every language's file has (a test holds them against English). Plain text, never markup. Texts with
  /// values are ICU message patterns: "{count, plural, one {# article} other {# articles}}".
  std::string operator()(std::string_view name) const;
  std::string operator()(std::string_view name, std::initializer_list<Value> values) const;

  std::string_view language() const { return language_; }  // "ar"
  bool right_to_left() const { return language_ == "ar"; }

  std::string number(std::uint64_t number) const;
  /// As a percentage, with as many digits as tell something: 0.0034 is "0.34%".
  std::string percent(double share) const;

  /// At the date's own precision, as a person writes it: "16 April 1912, 23:40", "April 1912", "1912". Empty for none.
  std::string date(const article::Date& date) const;
  /// The same without a time of day.
  std::string day(const article::Date& date) const;
  /// "Apr"; month: 1 to 12. And "April".
  std::string short_month(int month) const;
  std::string month(int month) const;
  /// "Mon"; day: 1 (Monday) to 7.
  std::string short_weekday(int day) const;
  /// "16 April"
  std::string month_and_day(int month, int day) const;
  /// A stretch of a timeline, by its first date as the API writes it ("1912-04"): "April 1912", "1910s", "week of 15 April 1912".
  std::string bucket(std::string_view start, query::Interval interval) const;

  /// A language's own name in this language: "English" for "en". The tag where there is none.
  std::string language_name(std::string_view tag) const;

  struct File;

 private:
  friend std::span<const std::unique_ptr<Texts>> all_texts();
  explicit Texts(std::string_view language);
  std::string language_;
  std::unique_ptr<File> file_;
};

/// Every language there is; English is among them.
std::span<const std::unique_ptr<Texts>> all_texts();

/// By the Accept-Language header (RFC 9110, 12.5.4): the one liked most of those there are; English where none is.
const Texts& texts_for(std::string_view accept_language);

}  // namespace backfile::web
