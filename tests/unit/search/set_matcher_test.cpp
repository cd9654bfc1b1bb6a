// The matcher of our own finds what Xapian finds, and scores it alike.
#include "server/search/set_matcher.h"

#include <doctest/doctest.h>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include "server/search/best.h"
#include "server/search/local_match.h"
#include "server/search/positions.h"
#include "server/search/promising.h"
#include "server/search/row_source.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;
using query::Expression;
using Op = Expression::Op;

namespace {

using Scores = std::map<std::string, double>;  // by what kNewestSlot says, which every document has of its own

Scores by_xapian(const Xapian::Database& database, const Expression& expression, const query::RowQuery& rows = {}) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::IneB2Weight());
  enquire.set_query(query::to_xapian(expression, rows));
  Scores scores;
  const auto matches = enquire.get_mset(0, database.get_doccount(), database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match)
    scores[match.get_document().get_value(schema::kNewestSlot)] = match.get_weight();
  return scores;
}

struct Matching {
  explicit Matching(const Databases& given, bool through_xapian = false)
      : deadline(far()), match(given.shards(), given.columns(through_xapian), reserves, deadline), databases(given) {}

  std::optional<Scores> scores(const Expression& expression) {
    const auto prepared = match.prepared(expression, true);
    if (!prepared) return std::nullopt;
    Scores all;
    match.each(*prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const Matches found = stretch.scorer.among(*prepared, set.articles(stretch.number));
      REQUIRE(found.articles == set.articles(stretch.number));
      REQUIRE((found.scores.empty() || found.scores.size() == found.articles.size()));
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        all[databases.singles[stretch.place].get_document(found.articles[i]).get_value(schema::kNewestSlot)] =
            found.scores.empty() ? 0 : found.scores[i];
    });
    return all;
  }

  Reserves reserves;
  const Deadline deadline;
  LocalMatch match;
  const Databases& databases;
};

class RandomExpressions {
 public:
  explicit RandomExpressions(std::mt19937& random) : random_(random) {}

  /// rows: of words by their positions too.
  Expression any(int depth, bool rows = true) {
    static constexpr Op kOps[] = {Op::all, Op::any, Op::synonym, Op::maybe, Op::filter, Op::without, Op::phrase, Op::near};
    if (depth == 0 || below(4) == 0) return leaf();
    Expression made{kOps[below(rows ? 8 : 6)]};
    const bool row = made.op == Op::phrase || made.op == Op::near;
    const auto children = made.op == Op::maybe || made.op == Op::filter || made.op == Op::without ? 2 : 2 + below(2);
    for (unsigned i = 0; i < children; ++i) {
      // Behind an AND_MAYBE Xapian lets rows weigh here and there though they do not match.
      const bool rows_below = rows && (made.op != Op::maybe || i == 0);
      made.children.push_back(row ? positioned() : made.op == Op::synonym ? word() : any(depth - 1, rows_below));
    }
    if (made.op == Op::synonym && below(4) == 0) made.children.back() = {Op::without, {}, {word(), word()}};
    made.window = made.op == Op::near ? children + below(6) : children;
    if (below(4) == 0) made.scale = below(3) / 2.0;
    return made;
  }

 private:
  unsigned below(unsigned most) { return static_cast<unsigned>(random_() % most); }
  Expression positioned() { return query::term(std::string(1, static_cast<char>('a' + below(6)))); }
  Expression word() { return below(6) == 0 ? query::term("rare" + std::to_string(below(60))) : positioned(); }
  Expression leaf() {
    switch (below(12)) {
      case 0:
        return {Op::everything};
      case 1:
        return {};
      case 2:
        return range(schema::kLastSlot, below(700'000) * 86'400ll + (below(2) ? 0 : 5'000), {});
      case 3:
        return range(schema::kFirstSlot, 0, schema::time_value(below(700'000) * 86'400ll - (below(2) ? 1 : 7)));
      default:
        return word();
    }
  }
  // Weighs nothing, as a range does.
  Expression range(schema::Slot slot, std::int64_t low, std::string high) {
    Expression made{Op::range};
    made.slot = slot;
    made.low = schema::time_value(low);
    made.high = std::move(high);
    return made;
  }

  std::mt19937& random_;
};

void check_alike(const Scores& ours, const Scores& theirs, double tolerance) {
  REQUIRE(ours.size() == theirs.size());
  for (auto our = ours.begin(), their = theirs.begin(); our != ours.end(); ++our, ++their) {
    REQUIRE(our->first == their->first);
    REQUIRE(std::abs(our->second - their->second) <= tolerance * (1 + std::abs(their->second)));
  }
}

}  // namespace

TEST_CASE("whatever is asked, the same articles match with the same scores as by Xapian") {
  std::mt19937 random(11);
  const Databases databases(random);
  REQUIRE(databases.columns()->shards[0]->tables.postings);
  Matching matching(databases), through_xapian(databases, true);
  RandomExpressions expressions(random);
  for (int i = 0; i < 800; ++i) {
    const Expression expression = expressions.any(1 + i % 4);
    CAPTURE(query::to_xapian(expression).get_description());
    const auto ours = matching.scores(expression);
    REQUIRE(ours);
    REQUIRE(through_xapian.scores(expression) == ours);
    // Xapian estimates a synonym's frequency by the words that each database has.
    check_alike(*ours, by_xapian(databases.all, expression), 0.03);
  }
}

TEST_CASE("positions in chunks are found by our matcher, and by Xapian's with a source for the rows") {
  std::mt19937 random(12), the_same(12);
  const Databases databases(random, Databases::Positions::in_chunks), loose(the_same);
  Matching matching(databases), matching_loose(loose);
  Xapian::Database in_chunks;
  for (const auto& single : databases.singles) in_chunks.add_database(single);
  RandomExpressions expressions(random);
  const auto rows = row_queries(databases.shards_and_paths(), far());
  for (int i = 0; i < 800; ++i) {
    const Expression expression = expressions.any(1 + i % 4);
    CAPTURE(query::to_xapian(expression).get_description());
    REQUIRE(matching.scores(expression) == matching_loose.scores(expression));
    // Xapian weighs some articles by a NEAR that does not match in them.
    check_alike(by_xapian(in_chunks, expression, rows), by_xapian(databases.all, expression), 0.03);
  }
}

TEST_CASE("in one database scores are the same to the digits that a float has") {
  std::mt19937 random(12);
  const Databases databases(random);
  Reserves reserves;
  const Deadline deadline = far();
  const std::vector<const Xapian::Database*> one{&databases.singles[0]};
  LocalMatch match(one, columns_of(one, nullptr, ColumnResources(1u << 16, 1u << 18)), reserves, deadline);
  for (const char* word : {"a", "b", "f", "rare3"}) {
    const Expression term = query::term(word);
    Scores ours;
    const auto prepared = *match.prepared(term, true);
    match.each(prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const Matches found = stretch.scorer.among(prepared, set.articles(stretch.number));
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        ours[one[0]->get_document(found.articles[i]).get_value(schema::kNewestSlot)] = found.scores[i];
    });
    check_alike(ours, by_xapian(*one[0], term), 1e-6);
  }
}

TEST_CASE("words of many articles score by how often they stand there, however often that is") {
  std::mt19937 random(14);
  const Databases databases(random);  // for the folder
  const std::string path = (databases.path / "large").string();
  {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    for (int i = 0; i < 3'000; ++i) {
      Xapian::Document document;
      document.add_term("other", 1 + random() % 2'000);
      for (const char* word : {"often", "seldom"})
        if (random() % (word[0] == 'o' ? 2 : 40) == 0) document.add_term(word, random() % 3 == 0 ? 1 + random() % 1'000 : 1 + random() % 3);
      document.add_value(schema::kNewestSlot, "id" + std::to_string(i));
      database.add_document(document);
    }
    database.commit();
  }
  MatchOfOne one(path);
  LocalMatch& match = one.match;
  const Xapian::Database& database = one.database;
  for (const Op op : {Op::any, Op::all, Op::synonym}) {
    const Expression expression{op, {}, {query::term("often"), query::term("seldom")}};
    const auto prepared = *match.prepared(expression, true);
    Scores ours;
    match.each(prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      CHECK(stretch.postings.stretch(*match.prepared(query::term("often"), true), 0, 3'000).known());
      const Matches found = stretch.scorer.among(prepared, set.articles(stretch.number));
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        ours[database.get_document(found.articles[i]).get_value(schema::kNewestSlot)] = found.scores[i];
    });
    check_alike(ours, by_xapian(database, expression), op == Op::synonym ? 0.03 : 1e-6);
  }
}

TEST_CASE("the best of those that may be among the best are the best of all") {
  std::mt19937 random(17);
  const Databases databases(random);
  Matching matching(databases);
  RandomExpressions expressions(random);
  std::size_t promising_ones = 0, all_of_them = 0, known = 0;
  for (int round = 0; round < 600; ++round) {
    // Of words, as most queries are, and of anything.
    Expression expression = expressions.any(1 + round % 4, false);
    if (round % 2 == 0) {
      std::vector<Expression> words;
      for (int word = 0; word < 4; ++word) words.push_back(expressions.any(round % 3, false));
      expression = joined(round % 4 == 0 ? Op::any : Op::all, std::move(words));
    }
    CAPTURE(query::to_xapian(expression).get_description());
    const auto prepared = *matching.match.prepared(expression, true);
    const std::size_t most = 1 + random() % 12;
    const Gains gains({.points = round % 3 == 0 ? 0.5 : 0.0, .newest = 700'000ll * 86'400});
    const Promising promising(prepared, gains, most, round % 5 == 0 ? 0.3 : 0, static_cast<double>(matching.match.articles()));
    std::map<std::pair<double, double>, double> equal;
    matching.match.each(prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const auto& columns = *matching.match.columns().shards[stretch.place];
      const auto best_of = [&](const std::vector<Xapian::docid>& articles) {
        Best best(most);
        const Matches scored = stretch.scorer.among(prepared, articles);
        for (std::size_t i = 0; i < scored.articles.size(); ++i) {
          const auto article = scored.articles[i];
          best.offer({(scored.scores.empty() ? 0 : scored.scores[i]) + gains.of(columns.for_scoring[article].instant_day),
                      columns.newest[article], article});
        }
        return best.sorted();
      };
      const double least = round % 7 == 0 ? 2.0 : -std::numeric_limits<double>::infinity();
      const auto [some, scores] =
          promising.of(NumberedSet(set, stretch.number), stretch.number, columns, stretch.scorer, matching.reserves, least);
      if (!scores.empty()) {
        known += scores.size();
        const Matches scored = stretch.scorer.among(prepared, some);
        for (std::size_t i = 0; i < some.size(); ++i) {
          const double score = scored.scores.empty() ? 0 : scored.scores[i], gain = gains.of(columns.for_scoring[some[i]].instant_day);
          REQUIRE(scores[i] == doctest::Approx(score + gain));
          // What is equal is equal to the last bit, whichever database or way it comes from: then dates decide.
          REQUIRE(equal.try_emplace({score, gain}, scores[i]).first->second == scores[i]);
        }
      }
      REQUIRE(std::is_sorted(some.begin(), some.end()));
      promising_ones += some.size();
      all_of_them += set.size();
      const auto quick = best_of(some), slow = best_of(set.articles(stretch.number));
      for (std::size_t i = 0; i < slow.size() && slow[i].score >= least; ++i) {
        REQUIRE(i < quick.size());
        REQUIRE(quick[i].article == slow[i].article);
      }
    });
  }
  CHECK(known > 100);
  CHECK(promising_ones < all_of_them * 2 / 3);
}

TEST_CASE("words stand in a row or near each other where Xapian says so") {
  std::mt19937 random(19);
  const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
  for (int round = 0; round < 3000; ++round) {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document document;
    WordPositions positions(2 + below(3));
    std::vector<Xapian::Query> words;
    for (std::size_t word = 0; word < positions.size(); ++word) {
      const std::string term(1, static_cast<char>('a' + word));
      for (Xapian::termpos at = 1; at < 24; ++at)
        if (below(4) == 0) positions[word].push_back(at);
      if (positions[word].empty()) positions[word].push_back(1 + below(20));
      for (const auto at : positions[word]) document.add_posting(term, at);
      words.emplace_back(term);
    }
    database.add_document(document);
    const auto window = static_cast<Xapian::termcount>(positions.size() + below(4));
    const auto found = [&](Xapian::Query::op op) {
      Xapian::Enquire enquire(database);
      enquire.set_query(Xapian::Query(op, words.begin(), words.end(), window));
      return !enquire.get_mset(0, 1).empty();
    };
    CAPTURE(round);
    REQUIRE(stand_in_a_row(positions, window) == found(Xapian::Query::OP_PHRASE));
    // Where words stand at the same place Xapian moves any of them on, and may miss what moving another would find.
    if (found(Xapian::Query::OP_NEAR)) REQUIRE(stand_near(positions, window));
    REQUIRE(stand_near({positions[0], positions[1]}, window) == [&] {
      for (const auto a : positions[0])
        for (const auto b : positions[1])
          if (a != b && std::max(a, b) - std::min(a, b) < window) return true;
      return false;
    }());
  }
}
