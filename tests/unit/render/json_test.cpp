// What clients get to read.
#include "server/render/json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/render/url.h"

using namespace backfile;
using nlohmann::json;

namespace {

search::SearchResults three_of_thirty() {
  search::SearchResults results;
  results.parsed = "coal strike";
  results.total = 30;
  results.index_id = "abc";
  results.revision = 81;
  results.took_ms = 1.23456;
  for (int i = 0; i < 3; ++i) {
    search::Hit hit;
    hit.article.id = "a" + std::to_string(i);
    hit.article.title = "Coal";
    hit.title_html = "<mark>Coal</mark>";
    hit.score = 2.5;
    hit.snippets = {{"More <mark>coal</mark>.", "More coal.", {{5, 9}}}};
    results.hits.push_back(hit);
  }
  return results;
}

}  // namespace

TEST_CASE("a search answer has the shape of the API, in its order") {
  query::SearchRequest request;
  request.q = "coal strike";
  request.page_size = 3;
  auto results = three_of_thirty();
  results.hits[0].article.published = *article::parse_iso("1912-04");
  results.hits[0].article.authors = {"A. Writer"};
  results.hits[0].article.subtitle = "Pits idle";
  results.hits[0].article.scan.confidence = 870;
  results.hits[0].article.corrections = {{*article::parse_iso("1912-04-18"), "The pit is in Ayr."}};
  const std::string text = render::search_json(request, results);
  const json answer = json::parse(text);
  CHECK(answer["query"] == json({{"q", "coal strike"}, {"parsed", "coal strike"}, {"match", "all"}, {"warnings", json::array()}}));
  CHECK(answer["total"] == 30);
  CHECK(answer["total_exact"] == true);
  CHECK(answer["page"] == 1);
  CHECK(answer["pages"] == 10);
  CHECK(answer["took_ms"] == 1.23);
  CHECK(answer["index"] == json({{"id", "abc"}, {"revision", 81}}));
  const json& first = answer["results"][0];
  CHECK(first["published"] == "1912-04");
  CHECK(first["date_precision"] == "month");
  CHECK(first["authors"] == json({"A. Writer"}));
  CHECK(first["subtitle"] == "Pits idle");
  CHECK(first["ocr_confidence"] == 0.87);
  CHECK_FALSE(first.contains("scan"));
  CHECK(first["corrections"] == json::parse(R"([{"date":"1912-04-18","text":"The pit is in Ayr."}])"));
  CHECK(first["snippets"] == json::parse(R"([{"html":"More <mark>coal</mark>.","text":"More coal.","marks":[[5,9]]}])"));
  CHECK_FALSE(answer["results"][1].contains("published"));
  CHECK(answer["results"][1]["date_precision"] == "none");
  CHECK_FALSE(answer["results"][1].contains("url"));
  CHECK(text.find("\"query\"") < text.find("\"total\""));
  CHECK(text.find("\"index\"") < text.find("\"results\""));
}

TEST_CASE("the next page keeps every parameter, and there is none after the last") {
  query::SearchRequest request;
  request.page_size = 10;
  request.page = 2;
  request.parameters = {{"q", "käse & \"brot\""}, {"author", "a"}, {"page", "2"}, {"author", "-b+c"}};
  auto results = three_of_thirty();
  const std::string next = json::parse(render::search_json(request, results))["next"];
  CHECK(next == "/v1/search?q=k%C3%A4se%20%26%20%22brot%22&author=a&author=-b%2Bc&page=3");
  request.page = 3;
  CHECK_FALSE(json::parse(render::search_json(request, results)).contains("next"));
  request.page = 99;
  CHECK_FALSE(json::parse(render::search_json(request, results)).contains("next"));
  results.total = 0;
  CHECK(json::parse(render::search_json(request, results))["pages"] == 0);
}

TEST_CASE("only the fields asked for are in a result") {
  query::SearchRequest request;
  request.fields = {"title", "id", "url"};
  const json answer = json::parse(render::search_json(request, three_of_thirty()));
  CHECK(answer["results"][0] == json({{"id", "a0"}, {"title", "Coal"}}));
}

TEST_CASE("bytes that are no UTF-8 still make valid JSON") {
  query::SearchRequest request;
  request.q = "a\xff\xc3(";
  const json answer = json::parse(render::search_json(request, three_of_thirty()));
  CHECK(answer["query"]["q"] == "a\uFFFD\uFFFD(");
}

TEST_CASE("errors of the user are told in full, errors of the server without internals") {
  const struct {
    Code code;
    int status;
    bool told;
  } cases[] = {{Code::invalid, 400, true}, {Code::refused, 400, true},  {Code::not_found, 404, true}, {Code::busy, 503, false},
               {Code::locked, 503, false}, {Code::damaged, 500, false}, {Code::version, 500, false},  {Code::io, 500, false}};
  for (const auto& c : cases) {
    CAPTURE(c.status);
    const Error error{c.code, "something about /srv/archive/db7", "q"};
    CHECK(render::status_of(error) == c.status);
    const std::string text = render::problem_json(error, c.status);
    const json problem = json::parse(text);
    CHECK(problem["status"] == c.status);
    CHECK(problem["param"] == "q");
    CHECK(problem["type"].get<std::string>().rfind("urn:backfile:problem:", 0) == 0);
    CHECK_FALSE(problem["title"].get<std::string>().empty());
    CHECK((text.find("/srv") != std::string::npos) == c.told);
  }
  CHECK_FALSE(json::parse(render::problem_json(Error{}, 400)).contains("param"));
}

TEST_CASE("percent-encoding leaves only unreserved characters") {
  CHECK(render::percent_encode("aZ0.-_~ /ü\n") == "aZ0.-_~%20%2F%C3%BC%0A");
}
