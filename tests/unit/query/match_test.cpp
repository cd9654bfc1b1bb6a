// What queries find: text to tree to plan to Xapian, over articles in memory indexed with the analyzer.
#include <doctest/doctest.h>

#include <xapian.h>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/schema/fields.h"
#include "server/query/plan.h"
#include "tests/unit/query/fixture.h"
#include "tests/unit/query/random_text.h"
#include "tests/unit/query/word_list.h"

namespace backfile::query {
namespace {

using nlohmann::json;
using schema::Field;

article::Date date(const json& article, const char* name) { return article::parse_iso(article.value(name, "")).value_or(article::Date{}); }

void add_text(Xapian::Document& document, const std::string& text, bool title, const std::string& language, analysis::Analyzer& analyzer) {
  const std::uint32_t field_begin = title ? 1 : 1000;
  for (const auto& token : analyzer.tokens(text, language)) {
    document.add_posting(schema::word_term(token.term), field_begin + token.position);
    if (title) document.add_posting(schema::title_word_term(token.term), field_begin + token.position);
    for (const auto stem : token.stems) {
      if (stem.empty()) continue;
      document.add_term(schema::stem_term(language, stem));
      if (title) document.add_term(schema::title_stem_term(language, stem));
    }
  }
}

Xapian::Document document(const json& article, analysis::Analyzer& analyzer) {
  Xapian::Document out;
  const std::string language = article["language"];
  out.set_data(article["id"].get<std::string>());
  add_text(out, article["title"], true, language, analyzer);
  add_text(out, article["body"], false, language, analyzer);
  const std::pair<const char*, Field> filters[] = {
      {"section", Field::section}, {"author", Field::author}, {"source", Field::source}, {"language", Field::language}};
  for (const auto& [name, field] : filters) {
    if (!article.contains(name)) continue;
    for (const auto& term : schema::filter_terms(field, article[name].get<std::string>())) out.add_boolean_term(term);
    if (schema::info(field).word_prefix.empty()) continue;
    for (const auto& token : analyzer.tokens(article[name].get<std::string>(), {}))
      out.add_posting(schema::field_word_term(field, token.term), 1 + token.position, 0);
  }
  if (const auto published = date(article, "published")) {
    out.add_value(schema::kFirstSlot, schema::time_value(article::first_second(published)));
    out.add_value(schema::kLastSlot, schema::time_value(article::last_second(published)));
  }
  if (const auto embargoed = date(article, "embargoed")) {
    out.add_boolean_term(schema::embargo_term());
    out.add_value(schema::kEmbargoSlot, schema::time_value(article::instant(embargoed)));
  }
  if (article.contains("status")) out.add_boolean_term(schema::held_term(article["status"].get<std::string>()));
  return out;
}

Xapian::WritableDatabase index(const json& articles, analysis::Analyzer& analyzer) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const auto& article : articles) database.add_document(document(article, analyzer));
  return database;
}

// Ids in the order of their rank.
std::vector<std::string> found(Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  std::vector<std::string> ids;
  const auto matches = enquire.get_mset(0, database.get_doccount(), database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match) ids.push_back(match.get_document().get_data());
  return ids;
}

SearchRequest request_of(const json& one) {
  Parameters parameters{{"q", one["q"]}};
  const auto others = one.value("parameters", json::object());
  for (const auto& [name, value] : others.items()) parameters.emplace_back(name, value);
  const auto request = parse_request(parameters, {});
  REQUIRE(request);
  return *request;
}

PlanNode phrase_of(const std::vector<std::vector<std::string>>& terms, const std::vector<int>& offsets) {
  PlanNode node{PlanNode::Kind::phrase, {}, offsets, {}};
  for (const auto& alternatives : terms) node.words.push_back({alternatives.front(), alternatives, {}});
  return node;
}

}  // namespace

TEST_CASE("every query of the table finds the articles it should") {
  const auto table = fixture("matches.json");
  const auto now = article::instant(article::parse_iso(table["now"].get<std::string>()).value());
  const auto languages = table["languages"].get<std::vector<std::string>>();
  analysis::Analyzer analyzer;
  auto database = index(table["articles"], analyzer);
  WordList words;
  words.words = {"coal", "strike", "strikes", "struck"};
  for (const auto& one : table["cases"]) {
    INFO("case: ", one.dump());
    const auto request = request_of(one);
    const auto parsed = parse(request.q, {});
    REQUIRE(parsed);
    const auto plan = make_plan(parsed->root, {languages, words}, analyzer).value();
    auto ids = found(database, restrict(to_xapian(plan.root, one.value("any", false)), request, {now}));
    if (one.contains("best")) {
      CHECK((ids.empty() ? "" : ids.front()) == one["best"].get<std::string>());
      continue;
    }
    std::sort(ids.begin(), ids.end());
    CHECK(json(ids).dump() == one["ids"].dump());
    CHECK(json(plan.warnings).dump() == one.value("warnings", json::array()).dump());
  }
}

TEST_CASE("an embargoed article appears when its time has come") {
  const auto table = fixture("matches.json");
  analysis::Analyzer analyzer;
  auto database = index(table["articles"], analyzer);
  const auto query =
      restrict(Xapian::Query(schema::word_term("tomorrow")), {}, {article::instant(*article::parse_iso("2030-01-01T00:00:00Z"))});
  CHECK(found(database, query) == std::vector<std::string>{"later"});
}

TEST_CASE("the held form of an article that a writer is just moving is left out") {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const bool held : {false, true}) {
    Xapian::Document document;
    document.add_term(schema::word_term("flood"));
    document.add_boolean_term(schema::id_term("a1"));
    if (held) document.add_boolean_term(schema::held_copy_term("a1"));
    database.add_document(document);
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(restrict(Xapian::Query("flood"), {}, {0, {"a1"}}));
  CHECK(enquire.get_mset(0, 10).size() == 1);
}

TEST_CASE("a phrase accepts each alternative of a position, in the right order only, and gaps widen it") {
  const auto table = fixture("matches.json");
  analysis::Analyzer analyzer;
  auto database = index(table["articles"], analyzer);
  const auto ids = [&](const PlanNode& node) { return found(database, to_xapian(node, false)); };
  CHECK(ids(phrase_of({{"general", "total"}, {"walkout", "strike"}}, {0, 1})) == std::vector<std::string>{"general"});
  CHECK(ids(phrase_of({{"walkout", "strike"}, {"general", "total"}}, {0, 1})).empty());
  CHECK(ids(phrase_of({{"total"}, {"walkout", "strike"}}, {0, 1})).empty());
  CHECK(ids(phrase_of({{"general"}, {"feared"}}, {0, 3})) == std::vector<std::string>{"general"});
  CHECK(ids(phrase_of({{"general"}, {"feared"}}, {0, 1})).empty());
}

TEST_CASE("any query that can be typed can be run") {
  const auto table = fixture("matches.json");
  const auto languages = table["languages"].get<std::vector<std::string>>();
  analysis::Analyzer analyzer;
  auto database = index(table["articles"], analyzer);
  WordList words;
  words.words = {"coal", "strike", "strikes"};
  const auto run = [&](const std::string& text) {
    INFO("query: ", text);
    const auto parsed = parse(text, {});
    REQUIRE(parsed);
    const auto plan = make_plan(parsed->root, {languages, words}, analyzer).value();
    for (const bool any : {false, true}) CHECK_NOTHROW(found(database, restrict(to_xapian(plan.root, any), {}, {0})));
  };
  for (const auto& one : fixture("parse.json")) run(one["text"]);
  std::mt19937 random(1605);
  for (int i = 0; i < 2'000; ++i) run(random_text(random));
}

}  // namespace backfile::query
