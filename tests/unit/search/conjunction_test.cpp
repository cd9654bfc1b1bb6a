// Walks over posting lists and over the sorted terms, on small databases in memory.
#include "server/search/conjunction.h"

#include <doctest/doctest.h>

#include "server/search/completions.h"

using namespace backfile::search;

namespace {

Xapian::WritableDatabase database_of(const std::vector<std::vector<std::string>>& documents) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const auto& terms : documents) {
    Xapian::Document document;
    for (const auto& term : terms) document.add_term(term);
    database.add_document(document);
  }
  return database;
}

std::vector<Xapian::docid> walked(const Xapian::Database& database, const std::vector<std::string>& terms) {
  std::vector<Xapian::docid> found;
  Conjunction all(database, terms);
  while (const auto docid = all.next()) found.push_back(docid);
  return found;
}

}  // namespace

TEST_CASE("a conjunction gives the articles that have all the terms, in order") {
  const auto database = database_of({{"coal", "strike"}, {"coal"}, {"strike"}, {"coal", "strike", "pit"}, {"pit"}});
  using Docids = std::vector<Xapian::docid>;
  CHECK(walked(database, {"coal"}) == Docids{1, 2, 4});
  CHECK(walked(database, {"coal", "strike"}) == Docids{1, 4});
  CHECK(walked(database, {"strike", "coal", "pit"}) == Docids{4});
  CHECK(walked(database, {"coal", "nowhere"}).empty());
  CHECK(walked(database, {"nowhere"}).empty());
}

TEST_CASE("completions are the most frequent words, equally frequent ones in order of the alphabet") {
  const auto database = database_of({{"coal", "coast", "Scoal"}, {"coal", "cob"}, {"cob", "coast"}, {"coal", "code", "dog"}});
  const std::vector<Completion> two{{3, "coal"}, {2, "coast"}}, all{{3, "coal"}, {2, "coast"}, {2, "cob"}, {1, "code"}};
  CHECK(completions(database, "", "co", 2) == two);
  CHECK(completions(database, "", "co", 10) == all);
  CHECK(completions(database, "S", "co", 10) == std::vector<Completion>{{1, "coal"}});
  CHECK(completions(database, "", "x", 10).empty());
}
