// The plan: a table of query texts and the terms they come to.
#include "server/query/plan.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/query/fixture.h"
#include "tests/unit/query/plan_text.h"
#include "tests/unit/query/word_list.h"

namespace backfile::query {
namespace {

using nlohmann::json;

}  // namespace

TEST_CASE("every query of the table has its plan") {
  analysis::Analyzer analyzer;
  WordList words;
  words.words = {"strike", "strikes", "striking", "strika", "coal", "zurich", "東京", "東京都"};
  words.shares = {
      {"en:the", {0.99, 0.06}}, {"en:of", {0.97, 0.03}}, {"de:die", {0.95, 0.03}}, {"en:new", {0.7, 0.002}}, {"en:rare", {0.1, 0.01}}};
  for (const auto& one : fixture("plan.json")) {
    INFO("case: ", one.dump());
    const auto parsed = parse(one["q"].get<std::string>(), {});
    REQUIRE(parsed);
    const auto plan = make_plan(parsed->root, {one["languages"].get<std::vector<std::string>>(), words}, analyzer).value();
    CHECK(plan_text(plan.root) == one["plan"].get<std::string>());
    CHECK(json(plan.warnings).dump() == one.value("warnings", json(plan.warnings)).dump());
  }
}

TEST_CASE("a planned word keeps what was typed") {
  analysis::Analyzer analyzer;
  const auto parsed = parse("Kishida’s First-Ever", {});
  REQUIRE(parsed);
  WordList words;
  const auto plan = make_plan(parsed->root, {{"en"}, words}, analyzer).value();
  REQUIRE(plan.root.children.size() == 2);
  CHECK(plan.root.children[0].words.at(0).typed == "Kishida");
  CHECK(plan.root.children[1].words.at(0).typed == "First");
  CHECK(plan.root.children[1].words.at(1).typed == "Ever");
}

TEST_CASE("a word that is asked for in twenty languages has no stem twice") {
  analysis::Analyzer analyzer;
  const auto parsed = parse("strikes", {});
  WordList words;
  const auto plan = make_plan(parsed->root, {{"en", "de", "en", "xx", ""}, words}, analyzer).value();
  const auto& word = plan.root.words.at(0);
  CHECK(word.terms.size() == 1);
  CHECK(word.stems.size() == 2);
}

TEST_CASE("wildcards that stand for too many words are refused, however they share the budget") {
  analysis::Analyzer analyzer;
  WordList words;
  for (int i = 0; i < 600; ++i) words.words.push_back("word" + std::to_string(i));
  const auto message = [&](const std::string& q) {
    const auto plan = make_plan(parse(q, {})->root, {{"en"}, words}, analyzer);
    return plan ? std::string() : plan.error().message + plan.error().param;
  };
  CHECK(message("word*").empty());
  CHECK(message("word* OR word1*").empty());
  CHECK(message("word* OR wo*") ==
        "\"wo*\" stands for too many words: all wildcards together may stand for 1000. Write more letters before the *.q");
}

}  // namespace backfile::query
