// The archive's newest day against wrong dates, and what an age gains.
#include "server/search/recency.h"

#include <doctest/doctest.h>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"
#include "server/search/newest_day.h"

namespace {

using namespace backfile;

// As ingest writes it.
void add(Xapian::WritableDatabase& database, const std::string& written, const std::string& indexed = "2026-06-01", int times = 1) {
  Xapian::Document document;
  if (const auto date = article::parse_iso(written)) {
    document.add_value(schema::kFirstSlot, schema::time_value(article::first_second(*date)));
    document.add_boolean_term(schema::year_term(date->year));
    if (date->precision >= article::Precision::month) document.add_boolean_term(schema::month_term(date->year, date->month));
    if (date->precision >= article::Precision::day) document.add_boolean_term(schema::day_term(date->year, date->month, date->day));
  }
  document.add_value(schema::kIndexedSlot, schema::time_value(article::first_second(*article::parse_iso(indexed))));
  for (int i = 0; i < times; ++i) database.add_document(document);
}

std::string newest(const Xapian::Database& database) {
  const auto day = search::newest_day(database);
  return day ? article::to_iso(article::civil_from_days(*day / 86'400)) : "none";
}

Xapian::WritableDatabase empty() { return Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY); }

}  // namespace

TEST_CASE("the newest day is that of the newest articles") {
  auto database = empty();
  CHECK(newest(database) == "none");
  add(database, "");
  CHECK(newest(database) == "none");
  add(database, "1912-04-16");
  CHECK(newest(database) == "1912-04-16");
  add(database, "1912-04-18", "2026-06-01", 2);
  add(database, "1911-01-01", "2026-06-01", 30);
  CHECK(newest(database) == "1912-04-18");
}

TEST_CASE("a wrong date does not move it") {
  auto database = empty();
  add(database, "1925-03-01", "2026-06-01", 50);
  add(database, "2099-01-01", "2026-06-01", 40);  // after the last writing, however many
  CHECK(newest(database) == "1925-03-01");
  add(database, "1952-03-01");  // one alone
  CHECK(newest(database) == "1925-03-01");
  add(database, "1925-03-02", "2026-06-01", 1);
  CHECK(newest(database) == "1925-03-02");
}

TEST_CASE("of many articles one in ten thousand may be wrong") {
  auto database = empty();
  add(database, "1925-03-01", "2026-06-01", 30'000);
  add(database, "1952-03-01", "2026-06-01", 3);
  add(database, "1999-12-31");
  CHECK(newest(database) == "1925-03-01");
  add(database, "1952-02-01");
  CHECK(newest(database) == "1952-02-01");
}

TEST_CASE("local dates run ahead of the clock that indexing goes by, by less than a day") {
  auto database = empty();
  add(database, "2026-06-01", "2026-05-31T12:00:00Z", 5);
  CHECK(newest(database) == "2026-06-01");
  add(database, "2026-06-02", "2026-05-31T12:00:00Z", 5);
  CHECK(newest(database) == "2026-06-01");
}

TEST_CASE("a date known to the month or year counts as its first day") {
  auto database = empty();
  add(database, "1912", "2026-06-01", 3);
  CHECK(newest(database) == "1912-01-01");
  add(database, "1912-04", "2026-06-01", 3);
  CHECK(newest(database) == "1912-04-01");
  add(database, "1912-04-16", "2026-06-01", 3);
  CHECK(newest(database) == "1912-04-16");
}

TEST_CASE("each doubling of the age takes a tenth") {
  const auto at = [](const char* date) { return article::first_second(*article::parse_iso(date)); };
  const search::Recency recency{2, at("2024-05-01")};
  CHECK(search::gained(recency, at("2024-05-01T23:00")) == doctest::Approx(2.0));
  CHECK(search::gained(recency, at("2099-01-01")) == doctest::Approx(2.0));
  CHECK(search::gained(recency, at("2024-04-30")) == doctest::Approx(1.8));
  CHECK(search::gained(recency, at("2024-04-28")) == doctest::Approx(1.6));
  CHECK(search::gained(recency, at("2021-07-13")) == doctest::Approx(0.0));
  CHECK(search::gained(recency, at("1912-04-16")) == 0);
  CHECK(search::gained(recency, 0) == 0);
  CHECK(search::gained({0, recency.newest}, recency.newest) == 0);
}
