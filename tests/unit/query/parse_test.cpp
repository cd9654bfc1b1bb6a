// Query text to tree: a table of texts, and properties over random ones.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "server/query/ast.h"
#include "tests/unit/query/fixture.h"
#include "tests/unit/query/random_text.h"
#include "tests/unit/query/tree_text.h"

namespace backfile::query {
namespace {

const ParseLimits kLimits{128, 20, 128};

Node leaf(std::mt19937& random) {
  static const std::vector<std::string> words = {"coal",   "strike", "U.S.", "first-ever", "it's", "1912",
                                                 "Zürich", "東京",   "C++",  "???",        "or"};
  static const std::vector<std::string> phrases = {"general strike", "OR", "a - b", "(x)", "-coal", "title:coal", "1912..1913", "coal"};
  if (random() % 6 == 0) {
    const char* const ranges[][2] = {{"1912", "1913-06"}, {"1912", ""}, {"", "0045-01-02"}, {"1912", "1912"}};
    const auto& range = ranges[random() % 4];
    Node dates{NodeKind::dates, {}, {}};
    dates.from = article::parse_iso(range[0]).value_or(article::Date{});
    dates.to = article::parse_iso(range[1]).value_or(article::Date{});
    return dates;
  }
  if (random() % 6 == 0) return {NodeKind::wildcard, random() % 2 == 0 ? "strik*" : "東*京", {}};
  if (random() % 6 == 0) return {NodeKind::word, "lockout", {}, 1 + static_cast<int>(random() % 2)};
  if (random() % 4 == 0) return {NodeKind::phrase, phrases[random() % phrases.size()], {}, static_cast<int>(random() % 3)};
  return {NodeKind::word, words[random() % words.size()], {}};
}

// A random tree in the form that the parser gives: see ast.h.
Node random_tree(std::mt19937& random, int depth, NodeKind parent) {
  const auto choice = random() % 6;
  if (depth == 0 || choice < 2) return leaf(random);
  if (choice == 3 && parent != NodeKind::field) {
    const schema::Field fields[] = {schema::Field::title, schema::Field::author, schema::Field::language};
    Node field{NodeKind::field, {}, {}};
    field.field = fields[random() % 3];
    field.children.push_back(random_tree(random, depth - 1, NodeKind::field));
    const auto kind = field.children.front().kind;
    // Values that are taken whole know neither wildcards nor letters off.
    const bool plain = field.field != schema::Field::language || (kind != NodeKind::wildcard && field.children.front().distance == 0);
    if (kind != NodeKind::dates && kind != NodeKind::field && plain) return field;
    return leaf(random);
  }
  if (choice == 2 && parent != NodeKind::exclude) return {NodeKind::exclude, {}, {random_tree(random, depth - 1, NodeKind::exclude)}};
  const auto kind = parent == NodeKind::all || (parent != NodeKind::any && random() % 2 == 0) ? NodeKind::any : NodeKind::all;
  Node node{kind, {}, {}};
  for (auto count = 2 + random() % 3; count > 0; --count) node.children.push_back(random_tree(random, depth - 1, kind));
  return node;
}

}  // namespace

TEST_CASE("every query of the table has its tree, canonical text and warnings") {
  const auto cases = fixture("parse.json");
  CHECK(cases.size() >= 240);
  for (const auto& one : cases) {
    const std::string text = one["text"];
    INFO("query: ", text);
    const auto parsed = parse(text, kLimits);
    REQUIRE(parsed);
    CHECK(tree_text(parsed->root) == one["tree"].get<std::string>());
    CHECK(parsed->canonical == one["canonical"].get<std::string>());
    CHECK(nlohmann::json(parsed->warnings).dump() == one.value("warnings", nlohmann::json::array()).dump());
    CHECK(parsed->plain == one.value("plain", false));
  }
}

TEST_CASE("the canonical text of any text parses to the same tree") {
  std::mt19937 random(1912);
  for (int i = 0; i < 20'000; ++i) {
    const auto text = random_text(random);
    const auto parsed = parse(text, kLimits);
    REQUIRE(parsed);
    const auto again = parse(parsed->canonical, kLimits);
    REQUIRE(again);
    INFO("query: ", text, " canonical: ", parsed->canonical);
    REQUIRE(tree_text(again->root) == tree_text(parsed->root));
    CHECK(again->canonical == parsed->canonical);
  }
}

TEST_CASE("the canonical text of a random tree parses to that tree") {
  std::mt19937 random(1843);
  for (int i = 0; i < 10'000; ++i) {
    // A small-lettered word keeps the query from being all in capitals.
    const Node tree{NodeKind::all, {}, {Node{NodeKind::word, "always", {}}, random_tree(random, 4, NodeKind::all)}};
    const auto text = canonical(tree);
    const auto parsed = parse(text, {10'000, 20, 10'000});
    REQUIRE(parsed);
    INFO("canonical: ", text);
    REQUIRE(tree_text(parsed->root) == tree_text(tree));
  }
}

TEST_CASE("a query over a limit is refused with the parameter's name, however long it is") {
  const auto repeated = [](const std::string& piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += piece;
    return out;
  };
  for (const char* piece : {"(", "(a OR ", "NOT (", "-(", "a ", "a OR ", "-a ", "()", "\"\" ", "\"a b\" ", "OR ", "title:"}) {
    INFO("100,000 times ", piece);
    const auto parsed = parse(repeated(piece, 100'000), kLimits);
    if (std::string(piece) == "title:") continue;  // one long word
    REQUIRE(!parsed);
    CHECK(parsed.error().code == Code::refused);
    CHECK(parsed.error().param == "q");
  }
  for (const char* piece : {")", "\"", "NOT ", "AND ", "- ", "--", "「", "» ", "+", "1912 OR"}) {
    INFO("100,000 times ", piece);
    const auto parsed = parse(repeated(piece, 100'000), kLimits);
    if (parsed) CHECK(parsed->warnings.size() <= 3);
  }
}

TEST_CASE("groups as deep as the limit are answered, one deeper is refused") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "coal" + std::string(depth, ')'); };
  CHECK(parse(nested(kLimits.max_depth), kLimits));
  CHECK(!parse(nested(kLimits.max_depth + 1), kLimits));
}

}  // namespace backfile::query
