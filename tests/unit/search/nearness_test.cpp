// Words that stand near each other gain, whatever is put off and never read.
#include "server/search/nearness.h"

#include <doctest/doctest.h>
#include <limits>
#include <memory>
#include <random>

#include "server/search/local_match.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;
using query::Expression;
using Op = Expression::Op;

namespace {

constexpr double kNoneKnown = -std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("nearness read of the best alone gives the same best as read of all") {
  std::mt19937 random(13);
  const Databases databases(random);
  Reserves reserves;
  const Deadline deadline = far();
  LocalMatch match(databases.shards(), databases.columns(false), reserves, deadline);
  for (int round = 0; round < 200; ++round) {
    const auto word = [&] { return query::term(std::string(1, static_cast<char>('a' + random() % 6))); };
    Expression near{Op::near, {}, {word(), word()}};
    near.window = 2 + random() % 7;
    Expression other{Op::near, {}, {word(), word()}};
    other.window = 3;
    near.scale = 0.5;
    Expression whole{Op::any, {}, {word(), word()}};
    for (const Expression& pair : {near, other}) whole = {Op::maybe, {}, {whole, pair}};
    whole.scale = 0.5;
    whole = {Op::without, {}, {whole, query::term("rare1")}};
    Expression plain = whole;
    std::vector<Prepared> pairs;
    for (const auto& pair : take_nearness(plain)) {
      auto prepared = match.prepared(pair, true);
      if (prepared->weighs) pairs.push_back(std::move(*prepared));
    }
    const auto ranked = [&](std::size_t place, const Matches& found) {
      std::vector<Ranking> all;
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        all.push_back({found.scores[i], match.columns().shards[place]->newest[found.articles[i]], found.articles[i]});
      return all;
    };
    const std::size_t most = 1 + random() % 30;
    std::vector<Best> quick(3, Best(most)), slow(3, Best(most));
    std::vector<std::unique_ptr<Nearness>> nearness(3);
    const auto prepared = *match.prepared(plain, true), all = *match.prepared(whole, true);
    match.each(prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const auto found = stretch.scorer.among(prepared, set.articles(stretch.number));
      auto& one = nearness[stretch.place];
      if (!one)
        one = std::make_unique<Nearness>(pairs, most, ShardPositions(stretch.postings.database, stretch.postings.columns.tables.positions),
                                         deadline.end());
      one->offer(ranked(stretch.place, found), stretch.scorer, kNoneKnown, quick[stretch.place]);
    });
    for (std::size_t place = 0; place < 3; ++place)
      if (nearness[place]) nearness[place]->finish(kNoneKnown, quick[place]);
    match.each(all, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const auto found = stretch.scorer.among(all, set.articles(stretch.number));
      for (const Ranking& ranking : ranked(stretch.place, found)) slow[stretch.place].offer(ranking);
    });
    for (std::size_t place = 0; place < 3; ++place) {
      const auto a = quick[place].sorted(), b = slow[place].sorted();
      REQUIRE(a.size() == b.size());
      for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].score == doctest::Approx(b[i].score));
    }
  }
}

TEST_CASE("of any number of articles that score alike, those with neighbouring words are the best") {
  std::mt19937 random(15);
  const Databases databases(random);  // for the folder
  const std::string path = (databases.path / "alike").string();
  {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    for (int i = 1; i <= 3'000; ++i) {
      Xapian::Document document;
      document.add_posting("a", 1);
      document.add_posting("b", i % 600 == 599 ? 2 : 100);
      document.add_value(schema::kNewestSlot, "id" + std::to_string(i));
      database.add_document(document);
    }
    database.commit();
  }
  MatchOfOne one(path);
  LocalMatch& match = one.match;
  const Xapian::Database& database = one.database;
  Expression near{Op::near, {}, {query::term("a"), query::term("b")}};
  near.window = 8;
  std::vector<Prepared> pairs{*match.prepared(near, true)};
  for (const std::size_t most : {1, 5, 20}) {
    Best best(most);
    Nearness nearness(pairs, most, ShardPositions(database, match.columns().shards[0]->tables.positions), one.deadline.end());
    match.each_stretch([&](const LocalMatch::Stretch& stretch) {
      // A few at a time, as if they lay in many stretches.
      for (Xapian::docid first = 1; first <= 3'000; first += 50) {
        std::vector<Ranking> some;
        for (Xapian::docid article = first; article < first + 50; ++article) some.push_back({1, article, article});
        nearness.offer(some, stretch.scorer, kNoneKnown, best);
      }
    });
    nearness.finish(kNoneKnown, best);
    std::vector<Xapian::docid> found;
    for (const Ranking& ranking : best.sorted()) found.push_back(ranking.article);
    std::vector<Xapian::docid> expected{599, 1'199, 1'799, 2'399, 2'999};
    for (Xapian::docid article = 1; expected.size() < most; ++article) expected.push_back(article);
    expected.resize(most);
    CHECK(found == expected);
  }
}
