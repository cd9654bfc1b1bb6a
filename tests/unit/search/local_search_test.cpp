// A search is the same whoever takes part in it.
#include "server/search/local_search.h"

#include <doctest/doctest.h>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "server/query/facets.h"
#include "tests/unit/search/counted.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;
using query::Expression;
using Op = Expression::Op;

namespace {

struct Answer {
  std::uint64_t total = 0;
  std::vector<std::tuple<std::size_t, Xapian::docid, double>> page;
  std::map<std::string, std::uint64_t> sections, years;
  bool operator==(const Answer&) const = default;
};

Expression words(Op op, std::initializer_list<const char*> all) {
  Expression expression{op};
  for (const char* const word : all) expression.children.push_back(query::term(word));
  return expression;
}

Answer answer(const Databases& databases, const Expression& what, query::Sort sort, IdleThreads& idle) {
  Workbench bench;
  const Deadline deadline(Deadline::Clock::now() + std::chrono::seconds(600));
  LocalMatch match(databases.shards(), databases.columns(), bench.reserves, deadline);
  const auto weighs = *match.prepared(what, sort == query::Sort::relevance);
  // Some are asked for under conditions, and counted without them: as where a section is selected.
  const auto conditions = *match.prepared(query::term("b"), false), none = *match.prepared({Op::everything}, false);
  const std::vector<Prepared> pairs;
  const Question question{weighs, conditions, pairs, {{query::find_facet("section"), none}, {query::find_facet("year"), {}}}, sort, 25};
  const Gains gains({.points = 0.3, .newest = 700'000ll * 86'400});
  LocalSearch search(match, question, gains);
  search.run(bench, idle, 0);
  Answer found{search.total(), {}, counted(search.counts(0)), counted(search.counts(1))};
  for (const auto& placed : search.page(5)) found.page.emplace_back(placed.shard, placed.ranking.article, placed.ranking.score);
  return found;
}

}  // namespace

TEST_CASE("helpers change nothing about what is found, counted and ranked") {
  std::mt19937 random(31);
  const Databases databases(random);
  IdleThreads nobody(1), some(4);
  const IdleThreads::Running running(some);
  for (const auto& what : {words(Op::any, {"a", "c", "f", "rare3"}), words(Op::all, {"a", "b"}), query::term("d")}) {
    for (const auto sort : {query::Sort::relevance, query::Sort::newest, query::Sort::oldest}) {
      const Answer alone = answer(databases, what, sort, nobody);
      REQUIRE(alone.total > 25);
      REQUIRE(alone.page.size() == 20);
      REQUIRE(!alone.sections.empty());
      for (int i = 0; i < 20; ++i) CHECK(answer(databases, what, sort, some) == alone);
    }
  }
}

TEST_CASE("a search past its deadline ends, whoever takes part in it") {
  std::mt19937 random(32);
  const Databases databases(random);
  IdleThreads some(4);
  const IdleThreads::Running running(some);
  Workbench bench;
  const Deadline passed(Deadline::Clock::now() - std::chrono::seconds(1));
  LocalMatch match(databases.shards(), databases.columns(), bench.reserves, passed);
  const auto what = *match.prepared(words(Op::any, {"a", "c"}), true), none = *match.prepared({Op::everything}, false);
  const std::vector<Prepared> pairs;
  const Question question{what, none, pairs, {}, query::Sort::relevance, 10};
  const Gains none_by_age({});
  LocalSearch search(match, question, none_by_age);
  CHECK_THROWS_AS(search.run(bench, some, 0), DeadlinePassed);
}
