// The plan: a table of query texts and the terms they come to.
#include "server/query/plan.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace backfile::query {
namespace {

using nlohmann::json;

json fixture(const std::string& name) {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/fixtures/query/" + name);
  return json::parse(file);
}

// {strikes | en:strike} for a word that is typed, its terms, its stems.
std::string word_text(const PlannedWord& word) {
  std::string out = "{";
  for (const auto& term : word.terms) out += (out.size() > 1 ? " " : "") + term;
  if (!word.stems.empty()) out += " |";
  for (const auto& [language, stem] : word.stems) out += " " + language + ":" + stem;
  return out + "}";
}

std::string plan_text(const PlanNode& node) {
  const auto children = [&] {
    std::string out;
    for (const auto& child : node.children) out += (out.empty() ? "" : ", ") + plan_text(child);
    return "(" + out + ")";
  };
  switch (node.kind) {
    case PlanNode::Kind::everything:
      return "everything";
    case PlanNode::Kind::nothing:
      return "nothing";
    case PlanNode::Kind::word:
      return word_text(node.words.at(0));
    case PlanNode::Kind::phrase:
      break;
    case PlanNode::Kind::all:
      return "all" + children();
    case PlanNode::Kind::any:
      return "any" + children();
    case PlanNode::Kind::exclude:
      return "exclude" + children();
  }
  std::string out;
  for (std::size_t i = 0; i < node.words.size(); ++i) {
    out += (out.empty() ? "" : " ") + std::to_string(node.offsets.at(i)) + word_text(node.words[i]);
  }
  return "phrase[" + out + "]";
}

}  // namespace

TEST_CASE("every query of the table has its plan") {
  analysis::Analyzer analyzer;
  for (const auto& one : fixture("plan.json")) {
    INFO("case: ", one.dump());
    const auto parsed = parse(one["q"].get<std::string>(), {});
    REQUIRE(parsed);
    const auto plan = make_plan(parsed->root, one["languages"].get<std::vector<std::string>>(), analyzer);
    CHECK(plan_text(plan.root) == one["plan"].get<std::string>());
  }
}

TEST_CASE("a planned word keeps what was typed") {
  analysis::Analyzer analyzer;
  const auto parsed = parse("Kishida’s First-Ever", {});
  REQUIRE(parsed);
  const auto plan = make_plan(parsed->root, {"en"}, analyzer);
  REQUIRE(plan.root.children.size() == 2);
  CHECK(plan.root.children[0].words.at(0).typed == "Kishida");
  CHECK(plan.root.children[1].words.at(0).typed == "First");
  CHECK(plan.root.children[1].words.at(1).typed == "Ever");
}

TEST_CASE("a word that is asked for in twenty languages has no stem twice") {
  analysis::Analyzer analyzer;
  const auto parsed = parse("strikes", {});
  const auto plan = make_plan(parsed->root, {"en", "de", "en", "xx", ""}, analyzer);
  const auto& word = plan.root.words.at(0);
  CHECK(word.terms.size() == 1);
  CHECK(word.stems.size() == 2);
}

}  // namespace backfile::query
