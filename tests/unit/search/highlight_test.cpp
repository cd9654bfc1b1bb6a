// Marks and snippets against tables of query, text and expected HTML, and against what must hold for any text.
#include "server/search/highlight.h"
#include "tests/unit/query/word_list.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>

#include "server/query/ast.h"
#include "server/search/markup.h"
#include "server/search/matches.h"

namespace {

using namespace backfile;
using nlohmann::json;

struct Bench {
  analysis::Analyzer analyzer;
  search::Highlighter highlighter{analyzer};

  query::Plan plan(const std::string& text, const std::vector<std::string>& languages) {
    const auto parsed = query::parse(text, {});
    REQUIRE(parsed.has_value());
    query::WordList none;
    return query::make_plan(parsed->root, {languages, none}, analyzer).value();
  }
};

json table(const std::string& name) {
  std::ifstream file(BACKFILE_TESTS_DIR "/fixtures/highlight/" + name);
  REQUIRE(file.good());
  return json::parse(file);
}

query::Plan plan_of(Bench& bench, const json& row) {
  return bench.plan(row.at("query"), row.value("languages", std::vector<std::string>{row.value("language", "en")}));
}

std::string unescaped(std::string html) {
  const std::pair<const char*, const char*> entities[] = {{"<mark>", ""},   {"</mark>", ""}, {"&lt;", "<"}, {"&gt;", ">"},
                                                          {"&quot;", "\""}, {"&#39;", "'"},  {"&amp;", "&"}};
  for (const auto& [from, to] : entities) {
    for (std::size_t at = 0; (at = html.find(from, at)) != std::string::npos; at += std::string_view(to).size()) {
      html.replace(at, std::string_view(from).size(), to);
    }
  }
  return html;
}

// The marks that the HTML shows, in code points of its text.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_in(const std::string& html) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
  for (std::size_t at = 0; (at = html.find("<mark>", at)) != std::string::npos; ++at) {
    const auto end = html.find("</mark>", at);
    marks.emplace_back(search::code_points(unescaped(html.substr(0, at))), search::code_points(unescaped(html.substr(0, end))));
  }
  return marks;
}

void check_agreement(const search::Highlighted& shown) {
  CHECK(unescaped(shown.html) == shown.text);
  CHECK(marks_in(shown.html) == shown.marks);
}

}  // namespace

TEST_CASE("marks are as the table says") {
  Bench bench;
  for (const auto& row : table("marks.json")) {
    CAPTURE(row.at("comment").get<std::string>());
    const auto plan = plan_of(bench, row);
    const std::string text = row.at("text");
    const auto shown = bench.highlighter.whole(plan.root, text, row.value("language", "en"), schema::Field::title);
    CHECK(shown.html == row.at("html").get<std::string>());
    CHECK(shown.text == text);
    check_agreement(shown);
  }
}

TEST_CASE("snippets are as the table says") {
  Bench bench;
  for (const auto& row : table("snippets.json")) {
    CAPTURE(row.at("comment").get<std::string>());
    const auto plan = plan_of(bench, row);
    const std::string body = row.at("body");
    const auto found =
        bench.highlighter.snippets(plan.root, body, row.value("language", "en"), {row.value("count", 1u), row.value("length", 240u)});
    json html = json::array();
    for (const auto& snippet : found) {
      check_agreement(snippet);
      html.push_back(snippet.html);
    }
    CHECK(html.dump() == row.at("snippets").dump());
  }
}

TEST_CASE("of a body of a megabyte the stretch that says most is shown") {
  Bench bench;
  std::string body = "The coal is dear.";
  while (body.size() < 500'000) body += "\n\nNothing of the kind was heard in town that day, nor on any other.";
  body += "\n\nAt the end the coal strike was over.";
  while (body.size() < 1'000'000) body += "\n\nNothing of the kind was heard in town that day, nor on any other.";
  const auto first_of = [&](const char* query) {
    const auto plan = bench.plan(query, {"en"});
    const auto found = bench.highlighter.snippets(plan.root, body, "en", {1, 60});
    return found.empty() ? std::string() : found.front().html;
  };
  CHECK(first_of("coal strike").find("the <mark>coal</mark> <mark>strike</mark> was over") != std::string::npos);
  CHECK(first_of("strike").find("<mark>strike</mark> was over") != std::string::npos);
  CHECK(first_of("coal").find("The <mark>coal</mark> is dear.") != std::string::npos);
  CHECK(first_of("coal xylophone").find("The <mark>coal</mark> is dear.") != std::string::npos);
  CHECK(first_of("xylophone").find("The coal is dear.") != std::string::npos);
}

TEST_CASE("a skipped position inside a phrase stays unmarked") {
  Bench bench;
  query::PlanNode phrase{query::PlanNode::Kind::phrase, {{"house", {"house"}, {}}, {"lords", {"lords"}, {}}}, {0, 2}, {}};
  CHECK(bench.highlighter.whole(phrase, "the House of Lords, house lords", "en", schema::Field::title).html ==
        "the <mark>House</mark> of <mark>Lords</mark>, house lords");
}

TEST_CASE("text that is not UTF-8 is marked all the same") {
  Bench bench;
  const auto plan = bench.plan("coal", {"en"});
  CHECK(bench.highlighter.whole(plan.root, "\xff\xfe coal \xc3", "en", schema::Field::title).html == "\xff\xfe <mark>coal</mark> \xc3");
  CHECK(bench.highlighter.snippets(plan.root, "\xff\xfe coal \xc3", "en", {3, 4}).size() == 1);
}

namespace {

// Random text from few words, so that phrases and repetitions are common, with what makes trouble in between.
std::string random_text(std::mt19937& random, unsigned words) {
  static const char* kWords[] = {"coal",
                                 "strike",
                                 "Strikes",
                                 "general",
                                 "Zürich",
                                 "Kishida’s",
                                 "U.S.",
                                 "first-ever",
                                 "東京大学",
                                 "ガス",
                                 "مدينة",
                                 "שלום",
                                 "cafe\u0301",
                                 "a<b",
                                 "&amp;",
                                 "\"x\"",
                                 "👩‍👩‍👧",
                                 "🇩🇪🇫🇷",
                                 "longwordlongwordlongwordlongwordlongword",
                                 "die"};
  static const char* kGaps[] = {" ", " ", " ", " ", ". ", "\n\n", ", ", "—", "", "\n", "  ", " ‘", "’ "};
  std::string text;
  for (unsigned i = 0; i < words; ++i) {
    text += kWords[random() % std::size(kWords)];
    text += kGaps[random() % std::size(kGaps)];
  }
  return text;
}

std::string random_query(std::mt19937& random) {
  static const char* kQueries[] = {"coal",
                                   "\"general strike\"",
                                   "strike -coal",
                                   "zurich OR \"coal strike\"",
                                   "東京大学",
                                   "\"first-ever strike\" kishida",
                                   "(coal general) OR שלום",
                                   "cafe die",
                                   "\"strike coal strike\"",
                                   "u.s. 大学",
                                   "-coal",
                                   "x b amp",
                                   "\"coal coal\""};
  return kQueries[random() % std::size(kQueries)];
}

bool is_boundary(std::string_view text, std::size_t at) { return at >= text.size() || (text[at] & 0xC0) != 0x80; }

}  // namespace

namespace {

// What the plan means, word by word and without an index: for each byte, whether it belongs to a match.
void cover(const query::PlanNode& node, const std::vector<analysis::Token>& tokens, std::string_view language, std::vector<bool>& covered) {
  using Kind = query::PlanNode::Kind;
  if (node.kind == Kind::exclude) return;
  for (const auto& child : node.children) cover(child, tokens, language, covered);
  if (node.words.empty()) return;
  const auto accepts = [&](const query::PlannedWord& word, const analysis::Token& token) {
    for (const auto& term : word.terms) {
      if (term == token.term) return true;
    }
    for (const auto& [base, stem] : word.stems) {
      if (base == language && !stem.empty() && (stem == token.stems[0] || stem == token.stems[1])) return true;
    }
    return false;
  };
  for (const auto& first : tokens) {
    if (!accepts(node.words[0], first)) continue;
    std::uint32_t end = first.byte_end;
    std::size_t found = 1;
    for (; found < node.words.size(); ++found) {
      const auto at = first.position + static_cast<std::uint32_t>(node.offsets[found]);
      const auto next =
          std::find_if(tokens.begin(), tokens.end(), [&](const auto& t) { return t.position == at && accepts(node.words[found], t); });
      if (next == tokens.end()) break;
      end = next->byte_end;
    }
    if (found == node.words.size()) std::fill(covered.begin() + first.byte_begin, covered.begin() + end, true);
  }
}

}  // namespace

TEST_CASE("for any text and query, exactly the matches are marked") {
  Bench bench;
  std::mt19937 random(1605);
  for (int round = 0; round < 400; ++round) {
    const auto text = random_text(random, random() % 60);
    const auto plan = bench.plan(random_query(random), {"en", "de", "ja"});
    std::vector<bool> expected(text.size()), marked(text.size());
    cover(plan.root, bench.analyzer.tokens(text, "en"), "en", expected);
    for (const auto& mark : bench.highlighter.marks(plan.root, text, "en", schema::Field::title)) {
      std::fill(marked.begin() + mark.begin, marked.begin() + mark.end, true);
    }
    CAPTURE(text);
    CHECK(marked == expected);
  }
}

TEST_CASE("random bytes are marked and cut without harm") {
  Bench bench;
  std::mt19937 random(7);
  const auto plan = bench.plan("a OR \"b c\" OR é", {"en"});
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (unsigned i = random() % 300; i > 0; --i)
      text += random() % 3 == 0 ? "a b c\n\xc3\xa9"[random() % 8] : static_cast<char>(random() % 256);
    check_agreement(bench.highlighter.whole(plan.root, text, "en", schema::Field::title));
    for (const auto& snippet : bench.highlighter.snippets(plan.root, text, "en", {3, 1 + static_cast<unsigned>(random() % 80)})) {
      check_agreement(snippet);
    }
  }
}

TEST_CASE("for any text and query, marks are matches, in order and apart") {
  Bench bench;
  std::mt19937 random(1912);
  for (int round = 0; round < 400; ++round) {
    const auto text = random_text(random, random() % 60);
    const auto plan = bench.plan(random_query(random), {"en", "de", "ja"});
    const auto marks = bench.highlighter.marks(plan.root, text, "en", schema::Field::title);
    std::uint32_t last = 0;
    for (const auto& mark : marks) {
      REQUIRE(mark.begin >= last);
      REQUIRE(mark.end > mark.begin);
      REQUIRE(mark.end <= text.size());
      CHECK((is_boundary(text, mark.begin) && is_boundary(text, mark.end)));
      last = mark.end;
      // A real match: what is marked is marked whole where it stands alone.
      const auto alone = text.substr(mark.begin, mark.end - mark.begin);
      const auto again = bench.highlighter.marks(plan.root, alone, "en", schema::Field::title);
      REQUIRE(!again.empty());
      CHECK((again.front().begin == 0 && again.back().end == alone.size()));
    }
    check_agreement(bench.highlighter.whole(plan.root, text, "en", schema::Field::title));
  }
}

namespace {

// Where a snippet without its ellipses stands in the text, white space aside; nothing where it does not.
std::optional<std::pair<std::size_t, std::size_t>> place(const std::string& text, std::string snippet) {
  const auto squeeze = [](std::string_view s) {
    std::string out;
    for (const char c : s) {
      if (c != ' ' && c != '\n') out += c;
    }
    return out;
  };
  const std::string ellipsis = "…";
  if (snippet.starts_with(ellipsis)) snippet.erase(0, ellipsis.size());
  if (snippet.ends_with(ellipsis)) snippet.erase(snippet.size() - ellipsis.size());
  const auto at = squeeze(text).find(squeeze(snippet));
  if (at == std::string::npos) return std::nullopt;
  return std::pair{at, at + squeeze(snippet).size()};
}

}  // namespace

TEST_CASE("for any text and query, snippets are pieces of the text, about as long as asked, apart from each other") {
  Bench bench;
  std::mt19937 random(1843);
  for (int round = 0; round < 400; ++round) {
    // Numbered words make every place in the text unlike every other.
    std::string text;
    for (unsigned i = 0, words = random() % 150; i < words; ++i)
      text += random_text(random, 1 + random() % 3) + " n" + std::to_string(i) + "n ";
    const auto plan = bench.plan(random_query(random), {"en", "de", "ja"});
    const search::SnippetOptions options{1 + static_cast<unsigned>(random() % 4), 20 + static_cast<unsigned>(random() % 200)};
    const auto snippets = bench.highlighter.snippets(plan.root, text, "en", options);
    CHECK(snippets.size() <= options.count);
    CHECK(snippets.empty() == (text.find_first_not_of(" \n") == std::string::npos));
    CAPTURE(text);
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (const auto& snippet : snippets) {
      CAPTURE(snippet.html);
      check_agreement(snippet);
      CHECK(snippet.text.find('\n') == std::string::npos);
      CHECK(search::code_points(snippet.text) <= options.length * 5 / 4 + 64);  // the longest mark of these queries, and two ellipses
      const auto at = place(text, snippet.text);
      REQUIRE(at.has_value());
      if (search::code_points(snippet.text) >= 20) places.push_back(*at);  // shorter ones may occur twice
    }
    std::sort(places.begin(), places.end());
    for (std::size_t i = 1; i < places.size(); ++i) CHECK(places[i].first >= places[i - 1].second);
  }
}
