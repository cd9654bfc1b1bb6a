// Parameters to request: a table of what is understood and of what is refused with which sentence.
#include "server/query/request.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/unit/query/fixture.h"

namespace backfile::query {
namespace {

using nlohmann::json;

json to_json(const SearchRequest& request) {
  constexpr const char* kSorts[] = {"relevance", "newest", "oldest"};
  constexpr const char* kMatches[] = {"auto", "all", "any"};
  json filters = json::object();
  for (const auto& [field, filter] : request.filters) {
    const char* name = field == schema::Field::section    ? "section"
                       : field == schema::Field::author   ? "author"
                       : field == schema::Field::source   ? "source"
                       : field == schema::Field::tag      ? "tag"
                       : field == schema::Field::language ? "language"
                                                          : "?";
    filters[name] = {{"wanted", filter.wanted}, {"unwanted", filter.unwanted}};
  }
  return {{"q", request.q},
          {"from", article::to_iso(request.from)},
          {"to", article::to_iso(request.to)},
          {"filters", filters},
          {"sort", request.sort ? kSorts[static_cast<int>(*request.sort)] : ""},
          {"match", kMatches[static_cast<int>(request.match)]},
          {"page", request.page},
          {"page_size", request.page_size},
          {"fields", request.fields}};
}

}  // namespace

TEST_CASE("every set of parameters of the table gives its request or its error") {
  for (const auto& one : fixture("request.json")) {
    INFO("parameters: ", one["parameters"].dump());
    const auto parameters = one["parameters"].get<Parameters>();
    const auto request = parse_request(parameters, {});
    if (one.contains("request")) {
      REQUIRE_MESSAGE(request, request.error().message);
      const auto seen = to_json(*request);
      for (const auto& [name, value] : one["request"].items()) CHECK(seen.at(name).dump() == value.dump());
      CHECK(request->parameters == parameters);
    } else {
      REQUIRE(!request);
      CHECK(request.error().message == one["error"]["message"].get<std::string>());
      CHECK(request.error().param == one["error"]["param"].get<std::string>());
      CHECK((request.error().code == Code::refused ? "refused" : "invalid") == one["error"]["code"].get<std::string>());
    }
  }
}

TEST_CASE("bytes of a query that are not UTF-8 are replaced") {
  const auto request = parse_request({{"q", "caf\xe9 coal"}}, {});
  REQUIRE(request);
  CHECK(request->q == "caf\xef\xbf\xbd coal");
}

TEST_CASE("a query or a list of filters over its limit is refused") {
  const auto long_query = parse_request({{"q", std::string(2049, 'a')}}, {});
  REQUIRE(!long_query);
  CHECK(long_query.error().code == Code::refused);
  CHECK(long_query.error().param == "q");
  CHECK(parse_request({{"q", std::string(2048, 'a')}}, {}));

  const auto many = parse_request(Parameters(101, {"tag", "coal"}), {});
  REQUIRE(!many);
  CHECK(many.error().code == Code::refused);
  CHECK(many.error().param == "tag");
}

}  // namespace backfile::query
