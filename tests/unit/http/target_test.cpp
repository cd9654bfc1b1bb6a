// Request targets are decoded exactly once, whatever is in them.
#include "server/http/target.h"

#include <doctest/doctest.h>

using namespace backfile;

TEST_CASE("a query string is decoded once, in order, with repeated names") {
  const auto parameters = http::parameters_of("/v1/search?b=1&a=x+y&b=2%2B2&q=%2541");
  const query::Parameters expected = {{"b", "1"}, {"a", "x y"}, {"b", "2+2"}, {"q", "%41"}};
  CHECK(parameters == expected);
}

TEST_CASE("odd query strings give what can be had of them") {
  const struct {
    const char* target;
    query::Parameters parameters;
  } cases[] = {
      {"/", {}},
      {"/?", {}},
      {"/?&&", {}},
      {"/?q", {{"q", ""}}},
      {"/?q=", {{"q", ""}}},
      {"/?=v", {{"", "v"}}},
      {"/?q=a=b", {{"q", "a=b"}}},
      {"/?q=a?b", {{"q", "a?b"}}},
      {"/?q=a#b=c", {{"q", "a"}}},
      {"/#?q=a", {}},
      {"/?q=100%", {{"q", "100%"}}},
      {"/?q=%4", {{"q", "%4"}}},
      {"/?q=%zz%41", {{"q", "%zzA"}}},
      {"/?q=%C3%A9%e6%9d%b1", {{"q", "é東"}}},
      {"/?q=%ff%C3(", {{"q", "\uFFFD\uFFFD("}}},
      {"/?q=%ED%A0%80", {{"q", "\uFFFD\uFFFD\uFFFD"}}},
      {"/?q=%C0%80", {{"q", "\uFFFD\uFFFD"}}},
      {"/?q=a%00b%0d%0aSet-Cookie:x%7f", {{"q", "a b  Set-Cookie:x "}}},
      {"/?%71=a", {{"q", "a"}}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.target);
    CHECK(http::parameters_of(c.target) == c.parameters);
  }
}

TEST_CASE("a plus sign is a space in a query and itself in a path") {
  CHECK(http::decode("a+b%20c", false) == "a+b c");
  CHECK(http::path_of("/v1/articles/a+b?x=1") == "/v1/articles/a+b");
}
