// Counts from columns are those from value slots, over several databases, with gaps, and after writes.
#include "server/search/columns.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <filesystem>
#include <map>
#include <random>

#include "server/search/facet_counts.h"

using namespace backfile;
using namespace backfile::search;

namespace {

/// Some small databases in a folder of their own.
struct Databases {
  explicit Databases(std::mt19937& random) {
    path = std::filesystem::temp_directory_path() / ("backfile-columns-" + std::to_string(getpid()));
    std::filesystem::create_directories(path);
    for (int shard = 0; shard < 3; ++shard) {
      Xapian::WritableDatabase database((path / std::to_string(shard)).string(), Xapian::DB_CREATE_OR_OVERWRITE);
      for (int i = 0; i < 200; ++i) database.add_document(document(random, i));
      for (int gap = 0; shard > 0 && gap < 40; ++gap) {
        const Xapian::docid docid = 1 + random() % 200;
        if (database.postlist_begin("") != database.postlist_end("") && docid % 3 == 0)
          database.delete_document("d" + std::to_string(docid));
      }
      database.commit();
      singles.emplace_back((path / std::to_string(shard)).string());
      all.add_database(singles.back());
    }
  }
  ~Databases() { std::filesystem::remove_all(path); }

  static Xapian::Document document(std::mt19937& random, int number) {
    Xapian::Document document;
    document.add_boolean_term("d" + std::to_string(number + 1));
    for (const char* term : {"a", "b", "c"})
      if (random() % 3 == 0) document.add_term(term, 1 + random() % 4);
    if (random() % 2) document.add_term("rare" + std::to_string(random() % 50));
    if (random() % 4) document.add_value(schema::info(schema::Field::section).slot, "section " + std::to_string(random() % 9));
    if (random() % 5)
      document.add_value(schema::kFirstSlot, schema::time_value(static_cast<std::int64_t>(random() % 700'000) * 86'400 + 5));
    return document;
  }

  std::filesystem::path path;
  std::vector<Xapian::Database> singles;
  Xapian::Database all;
};

MatchColumns columns_of(const Databases& databases) {
  auto columns = std::make_shared<Columns>();
  for (const auto& single : databases.singles) {
    columns->keys.push_back(single.get_uuid() + ' ' + std::to_string(single.get_revision()));
    columns->shards.push_back(std::make_shared<const ShardColumns>(read_columns(single)));
  }
  return MatchColumns(columns);
}

std::map<std::string, std::uint64_t> counted(const FacetCounts& counts) {
  std::map<std::string, std::uint64_t> all;
  counts.each([&](const std::string& content, std::uint64_t count) {
    if (!content.empty()) all[content] += count;
  });
  return all;
}

std::map<std::string, std::uint64_t> run(const Xapian::Database& database, const Xapian::Query& query, const char* facet,
                                         const MatchColumns* columns) {
  const auto counts = count_facet(*query::find_facet(facet), columns);
  Xapian::Enquire enquire(database);
  enquire.set_query(columns ? columns->watched(query) : query);
  enquire.add_matchspy(&counts->spy());
  enquire.get_mset(0, 10, database.get_doccount());
  return counted(*counts);
}

}  // namespace

TEST_CASE("columns count what slots do, whatever is asked") {
  std::mt19937 random(7);
  const Databases databases(random);
  const MatchColumns in_memory = columns_of(databases);
  using Xapian::Query;
  std::vector<Query> queries = {Query(std::string()), Query("a"), Query("nowhere")};
  for (int i = 0; i < 50; ++i) {
    queries.emplace_back("rare" + std::to_string(i));
    queries.emplace_back(Query::OP_AND, Query("a"), Query("rare" + std::to_string(i)));
    queries.emplace_back(Query::OP_OR, Query("rare" + std::to_string(i)), Query("rare" + std::to_string(49 - i)));
    queries.emplace_back(Query::OP_AND_NOT, Query(std::string()), Query("rare" + std::to_string(i)));
  }
  queries.emplace_back(Query::OP_FILTER, Query(std::string()), Query("b"));
  queries.emplace_back(Query::OP_OR, Query("a"), Query(Query::OP_AND, Query("b"), Query("c")));
  for (const Query& query : queries) {
    for (const char* facet : {"section", "year"}) {
      CAPTURE(query.get_description());
      CHECK(run(databases.all, query, facet, &in_memory) == run(databases.all, query, facet, nullptr));
    }
  }
}

TEST_CASE("the same articles match, in the same order, whether a query is watched or not") {
  std::mt19937 random(8);
  const Databases databases(random);
  const MatchColumns in_memory = columns_of(databases);
  const Xapian::Query asked(Xapian::Query::OP_OR, Xapian::Query("a"), Xapian::Query("b"));
  const auto found = [&](const Xapian::Query& query) {
    Xapian::Enquire enquire(databases.all);
    enquire.set_query(query);
    std::vector<std::pair<Xapian::docid, double>> hits;
    const auto mset = enquire.get_mset(0, 600, databases.all.get_doccount());
    for (auto i = mset.begin(); i != mset.end(); ++i) hits.emplace_back(*i, i.get_weight());
    return hits;
  };
  CHECK(found(asked) == found(in_memory.watched(asked)));
}
