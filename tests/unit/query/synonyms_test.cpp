// Synonyms: a table of files and of what queries become with one of them, and what must hold for any query.
#include "server/query/synonyms.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/query/plan.h"
#include "tests/unit/query/plan_text.h"
#include "tests/unit/query/random_text.h"
#include "tests/unit/query/tree_text.h"
#include "tests/unit/query/word_list.h"

namespace backfile::query {
namespace {

using nlohmann::json;

json table() {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/fixtures/query/synonyms.json");
  return json::parse(file);
}

std::string repeated(const std::string& piece, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("every file of the table is read, or refused with the number of its line") {
  const auto rows = table();
  for (const auto& one : rows["files"]) {
    INFO("file: ", one["text"].dump());
    const auto synonyms = Synonyms::read(one["text"].get<std::string>());
    if (one.contains("error")) {
      REQUIRE(!synonyms);
      CHECK(synonyms.error().message == one["error"].get<std::string>());
    } else {
      REQUIRE_MESSAGE(synonyms, synonyms.error().message);
      CHECK(synonyms->size() == one["words"].get<std::size_t>());
    }
  }
  CHECK(Synonyms::read("car, automobile\nZ\xfcrich, Turicum").error().message == "line 2: is not UTF-8");
}

TEST_CASE("every query of the table has its synonyms, and asked again in canonical text is the same query") {
  const auto rows = table();
  const auto synonyms = Synonyms::read(rows["file"].get<std::string>()).value();
  analysis::Analyzer analyzer;
  WordList words;
  for (const auto& one : rows["queries"]) {
    INFO("query: ", one.dump());
    const auto typed = parse(one["q"].get<std::string>(), {});
    REQUIRE(typed);
    const auto asked = with_synonyms(*typed, synonyms, analyzer, {});
    CHECK(asked.canonical == one["parsed"].get<std::string>());
    if (one.contains("tree")) CHECK(tree_text(asked.root) == one["tree"].get<std::string>());
    if (one.contains("plan")) CHECK(plan_text(make_plan(asked.root, {{"en"}, words}, analyzer)->root) == one["plan"].get<std::string>());
    CHECK(json(asked.warnings).dump() == one.value("warnings", json(typed->warnings)).dump());
    CHECK(asked.plain == typed->plain);
    const auto again = parse(asked.canonical, {});
    REQUIRE(again);
    CHECK(tree_text(with_synonyms(*again, synonyms, analyzer, {}).root) == tree_text(asked.root));
  }
}

TEST_CASE("any query with synonyms is the same query when its canonical text is asked") {
  const auto synonyms = Synonyms::read(
                            "coal, strike, a b\nstrike => walkout\na, B, OR\\,, é\ncoal strike, coal a, AT&T\nb, 1912, coal\n東京, "
                            "tokyo\nwalkout, coal")
                            .value();
  analysis::Analyzer analyzer;
  std::mt19937 random(1871);
  std::size_t added = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto typed = parse(random_text(random), {});
    REQUIRE(typed);
    const auto asked = with_synonyms(*typed, synonyms, analyzer, {});
    INFO("query: ", typed->canonical, " asked: ", asked.canonical);
    const auto again = parse(asked.canonical, {});
    REQUIRE(again);
    const auto twice = with_synonyms(*again, synonyms, analyzer, {});
    REQUIRE(tree_text(twice.root) == tree_text(asked.root));
    CHECK(twice.canonical == asked.canonical);
    if (asked.root == typed->root) continue;
    ++added;
    CHECK(asked.warnings == typed->warnings);
  }
  CHECK(added > 5'000);
}

TEST_CASE("a query that its synonyms would bring over a limit is asked without them") {
  std::string file = "word";
  for (int i = 1; i < 32; ++i) file += ", other" + std::to_string(i);
  const auto synonyms = Synonyms::read(file).value();
  analysis::Analyzer analyzer;
  const auto asked = [&](const std::string& q, const ParseLimits& limits) {
    return with_synonyms(*parse(q, limits), synonyms, analyzer, limits);
  };
  CHECK(asked(repeated("word ", 3), {}).warnings.empty());
  for (const auto& [q, limits] :
       {std::pair{repeated("word ", 128), ParseLimits{}}, std::pair{repeated("a OR word ", 60), ParseLimits{}},
        std::pair{std::string("word"), ParseLimits{31, 20, 4}}, std::pair{std::string("word"), ParseLimits{128, 0, 4}}}) {
    INFO("query: ", q);
    const auto out = asked(q, limits);
    CHECK(out.root == parse(q, limits)->root);
    REQUIRE(out.warnings.size() == 1);
    CHECK(out.warnings[0] == "Synonyms were left out: with them the query would have more words or deeper groups than this server takes.");
  }
}

TEST_CASE("a file is loaded, or an error names it and its line") {
  CHECK(load_synonyms("").value()->size() == 0);
  CHECK(load_synonyms(std::string(BACKFILE_TESTS_DIR) + "/../config/synonyms.example.txt").value()->size() > 5);
  const auto missing = load_synonyms("/nonexistent/synonyms.txt");
  REQUIRE(!missing);
  CHECK(missing.error().message == "the synonyms file /nonexistent/synonyms.txt cannot be read");
  CHECK(missing.error().param == "synonyms");
  CHECK(load_synonyms("/").error().message == "the synonyms file / cannot be read");
  CHECK(load_synonyms("/dev/zero").error().message == "the synonyms file /dev/zero is larger than 2 MB");
  const std::string path = std::tmpnam(nullptr);
  std::ofstream(path) << "car, automobile\nlift\n";
  const auto wrong = load_synonyms(path);
  std::remove(path.c_str());
  REQUIRE(!wrong);
  CHECK(wrong.error().message ==
        "the synonyms file " + path + ", line 2: \"lift\" stands alone; write car, automobile or car => automobile");
}

}  // namespace backfile::query
