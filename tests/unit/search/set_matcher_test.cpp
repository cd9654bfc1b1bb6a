// The matcher of our own finds what Xapian finds, and scores it alike.
#include "server/search/set_matcher.h"

#include <doctest/doctest.h>
#include <cmath>
#include <map>
#include <random>

#include "server/search/local_match.h"
#include "server/search/nearness.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;
using query::Expression;
using Op = Expression::Op;

namespace {

using Scores = std::map<std::string, double>;  // by what kNewestSlot says, which every document has of its own

Scores by_xapian(const Xapian::Database& database, const Expression& expression) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::IneB2Weight());
  enquire.set_query(query::to_xapian(expression));
  Scores scores;
  const auto matches = enquire.get_mset(0, database.get_doccount(), database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match)
    scores[match.get_document().get_value(schema::kNewestSlot)] = match.get_weight();
  return scores;
}

Deadline far() { return Deadline(Deadline::Clock::now() + std::chrono::seconds(600)); }

struct Matching {
  explicit Matching(const Databases& given)
      : deadline(far()), match(given.shards(), given.columns(), reserve, deadline), databases(given) {}

  std::optional<Scores> scores(const Expression& expression) {
    const auto prepared = match.prepared(expression, true);
    if (!prepared) return std::nullopt;
    Scores all;
    match.each(*prepared, [&](std::size_t place, SetMatcher&, const Matches& found) {
      REQUIRE(std::is_sorted(found.articles.begin(), found.articles.end()));
      REQUIRE((found.scores.empty() || found.scores.size() == found.articles.size()));
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        all[databases.singles[place].get_document(found.articles[i]).get_value(schema::kNewestSlot)] =
            found.scores.empty() ? 0 : found.scores[i];
    });
    return all;
  }

  SumsInReserve reserve;
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
  Matching matching(databases);
  RandomExpressions expressions(random);
  for (int i = 0; i < 800; ++i) {
    const Expression expression = expressions.any(1 + i % 4);
    CAPTURE(query::to_xapian(expression).get_description());
    const auto ours = matching.scores(expression);
    REQUIRE(ours);
    // Xapian estimates a synonym's frequency by the words that each database has.
    check_alike(*ours, by_xapian(databases.all, expression), 0.03);
  }
}

TEST_CASE("in one database scores are the same to the digits that a float has") {
  std::mt19937 random(12);
  const Databases databases(random);
  SumsInReserve reserve;
  const Deadline deadline = far();
  const std::vector<const Xapian::Database*> one{&databases.singles[0]};
  LocalMatch match(one, columns_of(one, nullptr, std::make_shared<PostingBudget>(1u << 16)), reserve, deadline);
  for (const char* word : {"a", "b", "f", "rare3"}) {
    const Expression term = query::term(word);
    Scores ours;
    match.each(*match.prepared(term, true), [&](std::size_t, SetMatcher&, const Matches& found) {
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        ours[one[0]->get_document(found.articles[i]).get_value(schema::kNewestSlot)] = found.scores[i];
    });
    check_alike(ours, by_xapian(*one[0], term), 1e-6);
  }
}

TEST_CASE("nearness read of the best alone gives the same best as read of all") {
  std::mt19937 random(13);
  const Databases databases(random);
  Matching matching(databases);
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
      auto prepared = matching.match.prepared(pair, true);
      if (prepared->weighs) pairs.push_back(std::move(*prepared));
    }
    const auto ranked = [&](std::size_t place, const Matches& found) {
      std::vector<Ranking> all;
      for (std::size_t i = 0; i < found.articles.size(); ++i)
        all.push_back({found.scores[i], matching.match.columns().shards[place]->newest[found.articles[i]], found.articles[i]});
      return all;
    };
    const std::size_t most = 1 + random() % 30;
    std::vector<Best> quick(3, Best(most)), slow(3, Best(most));
    matching.match.each(*matching.match.prepared(plain, true), [&](std::size_t place, SetMatcher& matcher, const Matches& found) {
      Nearness(pairs, databases.singles[place], matching.deadline).offer(ranked(place, found), matcher, quick[place]);
    });
    matching.match.each(*matching.match.prepared(whole, true), [&](std::size_t place, SetMatcher&, const Matches& found) {
      for (const Ranking& ranking : ranked(place, found)) slow[place].offer(ranking);
    });
    for (std::size_t place = 0; place < 3; ++place) {
      const auto a = quick[place].sorted(), b = slow[place].sorted();
      REQUIRE(a.size() == b.size());
      for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].score == doctest::Approx(b[i].score));
    }
  }
}
