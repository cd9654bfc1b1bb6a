// Counts from columns are those from value slots, over several databases, with gaps, and after writes.
#include "server/search/columns.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "server/search/facet_counts.h"
#include "tests/unit/search/counted.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;

namespace {

std::vector<Xapian::docid> found(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const auto matches = enquire.get_mset(0, database.get_doccount());
  return {matches.begin(), matches.end()};
}

}  // namespace

TEST_CASE("columns count what slots do, whatever is asked") {
  std::mt19937 random(7);
  const Databases databases(random);
  const auto columns = databases.columns();
  for (const char* word : {"a", "b", "c", "f", "rare7", "nowhere", ""}) {
    const Xapian::Query query{std::string(word)};
    for (const char* name : {"section", "year"}) {
      CAPTURE(word);
      const auto& facet = *query::find_facet(name);
      const auto slots = count_in_slots(facet);
      Xapian::Enquire enquire(databases.all);
      enquire.set_query(query);
      enquire.add_matchspy(&slots->spy());
      enquire.get_mset(0, 10, databases.all.get_doccount());
      const auto in_memory = count_in_columns(facet, *columns);
      for (std::size_t shard = 0; shard < databases.singles.size(); ++shard) {
        in_memory->add(shard, found(databases.singles[shard], query));
      }
      CHECK(counted(*in_memory) == counted(*slots));
    }
  }
}

TEST_CASE("a column takes as few bytes a document as its contents need, and says what was put into it") {
  for (const std::uint32_t contents : {1u, 256u, 257u, 65'536u, 65'537u}) {
    CAPTURE(contents);
    std::vector<std::uint32_t> indices;
    for (std::uint32_t docid = 0; docid < 70'000; ++docid) indices.push_back(docid % contents);
    const Column column(indices, std::vector<std::string>(contents));
    CHECK(column.of.index() == (contents <= 256 ? 0 : contents <= 65'536 ? 1 : 2));
    std::visit([&](const auto& of) { CHECK(std::equal(of.begin(), of.end(), indices.begin(), indices.end())); }, column.of);
  }
}

TEST_CASE("columns are the same whether the table is read or Xapian is asked") {
  std::mt19937 random(9);
  const Databases databases(random);
  const auto by_table = databases.columns(), by_xapian = databases.columns(true);
  for (std::size_t i = 0; i < by_table->shards.size(); ++i) {
    const ShardColumns &ours = *by_table->shards[i], &theirs = *by_xapian->shards[i];
    REQUIRE(ours.tables.postings);
    REQUIRE_FALSE(theirs.tables.postings);
    CHECK(ours.articles == databases.singles[i].get_doccount());
    CHECK(std::tie(ours.first_day, ours.last_day, ours.for_scoring, ours.newest, ours.oldest, ours.there, ours.articles, ours.length) ==
          std::tie(theirs.first_day, theirs.last_day, theirs.for_scoring, theirs.newest, theirs.oldest, theirs.there, theirs.articles,
                   theirs.length));
    for (const auto& [field, column] : ours.values) {
      CHECK(column.of == theirs.values.at(field).of);
      CHECK(column.contents == theirs.values.at(field).contents);
    }
  }
}

TEST_CASE("documents have their places in the order of their slots, those without a value last") {
  std::mt19937 random(10);
  const Databases databases(random);
  const auto columns = databases.columns();
  for (std::size_t i = 0; i < columns->shards.size(); ++i) {
    const Xapian::Database& database = databases.singles[i];
    for (const auto& [slot, places] :
         {std::pair{schema::kNewestSlot, &columns->shards[i]->newest}, std::pair{schema::kOldestSlot, &columns->shards[i]->oldest}}) {
      std::vector<std::pair<std::string, Xapian::docid>> expected;
      for (auto one = database.postlist_begin(""); one != database.postlist_end(""); ++one)
        expected.emplace_back(database.get_document(*one).get_value(slot), *one);
      std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      for (std::size_t place = 0; place < expected.size(); ++place) CHECK((*places)[expected[place].second] == place);
    }
  }
}

TEST_CASE("columns of a database that has not changed are not read again") {
  std::mt19937 random(8);
  const Databases databases(random);
  const auto before = databases.columns();
  {
    Xapian::WritableDatabase writer((databases.path / "1").string());
    writer.add_document(Databases::document(random, 1000));
  }
  auto singles = databases.singles;
  for (auto& single : singles) single.reopen();
  const auto after = columns_of({&singles[0], &singles[1], &singles[2]}, before.get(), ColumnResources(0, 0));
  CHECK(after->shards[0] == before->shards[0]);
  CHECK(after->shards[1] != before->shards[1]);
  CHECK(after->shards[1]->articles == before->shards[1]->articles + 1);
}
