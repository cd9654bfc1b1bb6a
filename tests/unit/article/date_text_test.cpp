// Dates as people spell them, and in URLs: tables of text in, ISO 8601 out.
#include "indexer/article/date_text.h"

#include <doctest/doctest.h>

#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace backfile::article;

namespace {

/// The lines of a table beside this file, split at '|'; lines that begin with '#' are left out.
std::vector<std::vector<std::string>> table(const char* name) {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/unit/article/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto& row = rows.emplace_back(1);
    for (const char c : line)
      if (c == '|')
        row.emplace_back();
      else
        row.back() += c;
  }
  return rows;
}

std::string shown(const std::optional<Date>& date) { return date ? to_iso(*date) : "-"; }

}  // namespace

TEST_CASE("every spelling is read as the date it means, and nothing else is a date") {
  const auto rows = table("date_spellings.txt");
  REQUIRE(rows.size() > 100);
  for (const auto& row : rows) {
    CAPTURE(row.at(0));
    CHECK(shown(parse_date(row.at(0), row.at(1))) == row.at(2));
  }
}

TEST_CASE("a URL's path states a date or none") {
  const auto rows = table("url_dates.txt");
  REQUIRE(rows.size() > 30);
  for (const auto& row : rows) {
    CAPTURE(row.at(0));
    CHECK(shown(date_in_url(row.at(0))) == row.at(1));
  }
}

TEST_CASE("every day is read back from the spellings of several languages") {
  const std::vector<std::vector<std::string>> months = {
      {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
      {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
      {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
      {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}};
  for (std::int64_t day = days_from_civil(1600, 1, 1); day < days_from_civil(2100, 1, 1); day += 17) {
    const Date date = civil_from_days(day);
    for (const auto& names : months) {
      const std::string text =
          std::to_string(date.day) + " " + names.at(static_cast<std::size_t>(date.month) - 1) + " " + std::to_string(date.year);
      REQUIRE(parse_date(text) == date);
    }
  }
}

TEST_CASE("whatever is typed is read without harm, and what is read is a date that exists") {
  const std::vector<std::string> pieces = {"16",  "4",    "1912", "April", "年",  "月",   "日",   ":", "30",   "/",     "-",    ".", " ",
                                           "+",   "0900", "am",   "p.m.",  "Uhr", "kl",   "令和", "(", ")",    "Z",     "T",    ",", "10",
                                           "mar", "十",   "〇",   "th",    "'",   "\xff", "\xe5", "é", "午後", "00:00", "9999", "0"};
  std::mt19937 random(16);
  for (int round = 0; round < 30000; ++round) {
    std::string text;
    for (unsigned n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    if (const auto date = parse_date(text, "en")) REQUIRE(parse_iso(to_iso(*date)).value() == *date);
    if (const auto date = date_in_url("/" + text)) REQUIRE(parse_iso(to_iso(*date)).value() == *date);
  }
  CHECK_FALSE(parse_date(std::string(1'000'000, '1')));
  CHECK_FALSE(parse_date(std::string(100, '(')));
  CHECK_FALSE(date_in_url("/" + std::string(1'000'000, '/')));
}
