// Every language says everything, and writes dates and numbers as its readers do.
#include "server/web/texts.h"

#include <doctest/doctest.h>
#include <unicode/msgfmt.h>
#include <nlohmann/json.hpp>
#include <set>

#include "server/web/assets.h"

using namespace backfile;
using namespace backfile::web;
using article::Precision;

namespace {

std::set<std::string> arguments(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(text), icu::Locale::getEnglish(), status);
  REQUIRE_MESSAGE(U_SUCCESS(status), text);
  std::set<std::string> names;
  std::unique_ptr<icu::StringEnumeration> all(const_cast<icu::MessageFormat&>(format).getFormatNames(status));
  while (const icu::UnicodeString* name = all->snext(status)) {
    std::string utf8;
    names.insert(name->toUTF8String(utf8));
  }
  return names;
}

const Texts& of(std::string_view language) { return texts_for(language); }

}  // namespace

TEST_CASE("all languages have the texts that English has, with the same values in them") {
  CHECK(text_files().size() == 6);
  nlohmann::json english;
  for (const Asset& file : text_files())
    if (file.name == "en.json") english = nlohmann::json::parse(file.bytes);
  for (const Asset& file : text_files()) {
    const auto json = nlohmann::json::parse(file.bytes);
    for (const auto& [name, text] : english.items()) {
      CAPTURE(file.name);
      CAPTURE(name);
      REQUIRE(json.contains(name));
      CHECK_FALSE(json[name].get<std::string>().empty());
      if (text.get<std::string>().find('{') != std::string::npos) CHECK(arguments(json[name]) == arguments(text));
    }
    for (const auto& [name, text] : json.items()) CHECK_MESSAGE(english.contains(name), std::string(file.name) << ": " << name);
  }
}

TEST_CASE("the language that a browser likes most of those there are") {
  const std::pair<const char*, const char*> table[] = {
      {"", "en"},
      {"de", "de"},
      {"DE-at", "de"},
      {"fr;q=0.3, es;q=0.9", "es"},
      {"tlh", "en"},
      {"de;q=0, fr", "fr"},
      {"en-GB,ar;q=0.9", "en"},
      {"ja,en;q=0.5", "ja"},
      {"*", "en"},
      {";;,,q=,de;q=abc", "en"},
  };
  for (const auto& [header, language] : table) CHECK_MESSAGE(texts_for(header).language() == language, header);
}

TEST_CASE("a date at its own precision, as a person writes it") {
  const article::Date minute{.year = 1912, .month = 4, .day = 16, .hour = 23, .minute = 40, .precision = Precision::minute};
  const article::Date day{.year = 1912, .month = 4, .day = 16, .precision = Precision::day};
  const article::Date month{.year = 1912, .month = 4, .precision = Precision::month}, year{.year = 1612, .precision = Precision::year};
  CHECK(of("en").date(minute) == "16 April 1912 at 23:40");
  CHECK(of("en").date(day) == "16 April 1912");
  CHECK(of("en").date(month) == "April 1912");
  CHECK(of("en").date(year) == "1612");
  CHECK(of("en").date({}) == "");
  CHECK(of("de").date(day) == "16. April 1912");
  CHECK(of("fr").date(day) == "16 avril 1912");
  CHECK(of("es").date(day) == "16 de abril de 1912");
  CHECK(of("ja").date(day) == "1912年4月16日");
  CHECK(of("ar").date(day).find("أبريل") != std::string::npos);
}

TEST_CASE("dates before 1582 are not moved into another calendar") {
  CHECK(of("en").date({.year = 1, .month = 1, .day = 1, .precision = Precision::day}) == "1 January 1");
  CHECK(of("en").date({.year = 1500, .month = 2, .day = 28, .precision = Precision::day}) == "28 February 1500");
}

TEST_CASE("stretches of a timeline") {
  using query::Interval;
  CHECK(of("en").bucket("1910", Interval::decade) == "1910–1919");
  CHECK(of("en").bucket("1912-04", Interval::month) == "April 1912");
  CHECK(of("en").bucket("1912-04-15", Interval::week) == "week of 15 April 1912");
  CHECK(of("de").bucket("1912", Interval::year) == "1912");
}

TEST_CASE("numbers, shares, languages, months and days") {
  CHECK(of("en").number(48211) == "48,211");
  CHECK(of("de").number(48211) == "48.211");
  CHECK(of("en").percent(0.0034) == "0.34%");
  CHECK(of("en").percent(1) == "100%");
  CHECK(of("en").language_name("pt-BR") == "Portuguese");
  CHECK(of("de").language_name("en") == "Englisch");
  CHECK(of("en").short_month(4) == "Apr");
  CHECK(of("en").month(12) == "December");
  CHECK(of("en").short_weekday(1) == "Mon");
  CHECK(of("en").short_weekday(7) == "Sun");
  CHECK(of("en").month_and_day(2, 29) == "29 February");
}

TEST_CASE("values are filled in by the language's rules") {
  CHECK(of("en")("articles", {{"count", 1}}) == "1 article");
  CHECK(of("en")("articles", {{"count", 2000}}) == "2,000 articles");
  CHECK(of("en")("take_out", {{"value", "it's {odd} # <b>"}}) == "Remove it's {odd} # <b>");
  CHECK(of("ar")("articles", {{"count", 2}}) == "مقالتان");
}
