// A match that takes too long ends, and one that does not gives exact totals.
#include "server/search/row_source.h"

#include <doctest/doctest.h>

namespace {

using backfile::search::Deadline;
using backfile::search::DeadlinePassed;

Xapian::WritableDatabase database(unsigned documents) {
  Xapian::WritableDatabase made("", Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 0; i < documents; ++i) {
    Xapian::Document document;
    document.add_term("coal");
    if (i % 3 == 0) document.add_term("iron");
    made.add_document(document);
  }
  return made;
}

}  // namespace

TEST_CASE("a match ends with an exception once its deadline has passed") {
  const auto many = database(1000);
  Xapian::Enquire enquire(many);
  enquire.set_query(Xapian::Query("coal"));
  const Deadline passed(Deadline::Clock::now() - std::chrono::milliseconds(1));
  CHECK_THROWS_AS(enquire.get_mset(0, 10, many.get_doccount(), nullptr, &passed), DeadlinePassed);
  CHECK_THROWS_AS(passed.check(), DeadlinePassed);
}

TEST_CASE("a match within its deadline loses nothing, and the database can be searched again after one that was not") {
  const auto many = database(1000);
  const Deadline passed(Deadline::Clock::now() - std::chrono::milliseconds(1)), ahead(Deadline::Clock::now() + std::chrono::minutes(1));
  for (int round = 0; round < 3; ++round) {
    Xapian::Enquire enquire(many);
    enquire.set_query(Xapian::Query("iron"));
    CHECK_THROWS_AS(enquire.get_mset(0, 10, many.get_doccount(), nullptr, &passed), DeadlinePassed);
    const auto found = enquire.get_mset(0, 10, many.get_doccount(), nullptr, &ahead);
    CHECK(found.get_matches_estimated() == 334);
    CHECK(found.get_matches_lower_bound() == 334);
    CHECK(found.size() == 10);
  }
}

TEST_CASE("a match ends also while it reads positions of phrases that are nowhere") {
  Xapian::WritableDatabase many("", Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 0; i < 1000; ++i) {
    Xapian::Document document;
    for (const char* word : {"coal", "iron"}) document.add_posting(word, word == std::string("coal") ? 1 : 9);
    many.add_document(document);
  }
  const Deadline passed(Deadline::Clock::now() - std::chrono::milliseconds(1)), ahead(Deadline::Clock::now() + std::chrono::minutes(1));
  using backfile::query::Expression;
  Expression row{Expression::Op::phrase};
  row.children = {backfile::query::term("coal"), backfile::query::term("iron")};
  row.window = 2;
  const auto found = [&](const Deadline& deadline) {
    Xapian::Enquire enquire(many);
    enquire.set_query(backfile::query::to_xapian(row, backfile::search::row_queries({{&many, std::string()}}, deadline)));
    return enquire.get_mset(0, 10, many.get_doccount(), nullptr, &deadline).get_matches_estimated();
  };
  CHECK(found(ahead) == 0);
  CHECK_THROWS_AS(found(passed), DeadlinePassed);
}

TEST_CASE("what a match may cost grows with the documents, the terms, and their repetition") {
  using backfile::search::most_seconds;
  const auto few = database(10), many = database(1000);
  const Xapian::Query coal("coal"), iron("iron"), both(Xapian::Query::OP_OR, coal, iron), twice(Xapian::Query::OP_OR, coal, coal);
  CHECK(most_seconds(few, coal) < most_seconds(many, coal));
  CHECK(most_seconds(many, iron) < most_seconds(many, coal));
  CHECK(most_seconds(many, coal) < most_seconds(many, both));
  CHECK(most_seconds(many, twice) == doctest::Approx(2 * most_seconds(many, coal)));
  CHECK(most_seconds(many, Xapian::Query::MatchAll) > 0);
}
