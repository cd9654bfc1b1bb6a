// How many articles have two words in a row: exactly where few have both, about where many have.
#include "server/search/rows.h"

#include <doctest/doctest.h>
#include <random>

#include "tests/unit/search/databases.h"

using namespace backfile;
using search::articles_in_a_row;

namespace {

/// Articles with both words; every `nth` has them in a row, the others the wrong way round and two apart.
Xapian::WritableDatabase articles(int count, int nth) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < count; ++i) {
    Xapian::Document document;
    document.add_posting("house", 5);
    document.add_posting("white", 6);
    document.add_posting("white", i % nth == 0 ? 10 : 9);
    document.add_posting("house", 11);
    database.add_document(document);
  }
  return database;
}

const search::Deadline late(search::Deadline::Clock::now() + std::chrono::hours(1));

TEST_CASE("few are counted") {
  const auto database = articles(100, 10);
  CHECK(articles_in_a_row(search::Terms(database), {"white", "house"}, 0, late) == 10);
  CHECK(articles_in_a_row(search::Terms(database), {"house", "white"}, 0, late) == 100);
  CHECK(articles_in_a_row(search::Terms(database), {"white", "horse"}, 0, late) == 0);
}

TEST_CASE("by the tables of several databases there are as many as Xapian finds phrases") {
  std::mt19937 random(31);
  const search::Databases databases(random, search::Databases::Positions::in_chunks);
  const search::Terms terms(databases.all, databases.shards_and_paths(), databases.columns());
  const search::Terms without_columns(databases.all, databases.shards_and_paths(), nullptr);
  for (const char* first : {"b", "e", "f", "rare7", "nowhere"}) {
    for (const char* second : {"e", "f", "rare7"}) {
      CAPTURE(first);
      CAPTURE(second);
      Xapian::Enquire enquire(databases.all);
      const std::vector<std::string> words{first, second};
      enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2));
      const auto exactly = enquire.get_mset(0, 0, 600).get_matches_estimated();
      const auto rows = articles_in_a_row(terms, {first, second}, 0, late);
      const auto by_xapian = articles_in_a_row(search::Terms(databases.all), {first, second}, 0, late);
      CHECK(articles_in_a_row(without_columns, {first, second}, 0, late) == rows);
      for (const auto about : {rows, by_xapian}) {
        if (exactly < 25)
          CHECK(about == exactly);
        else
          CHECK(std::abs(static_cast<double>(about) - exactly) < 0.4 * exactly);
      }
    }
  }
}

TEST_CASE("many are about right, and far fewer than needed are said to be few") {
  const auto database = articles(10'000, 10);
  const auto rows = articles_in_a_row(search::Terms(database), {"white", "house"}, 0, late);
  CHECK(rows > 800);
  CHECK(rows < 1'200);
  CHECK(articles_in_a_row(search::Terms(database), {"white", "house"}, 9'000, late) < 2'500);
}

}  // namespace
