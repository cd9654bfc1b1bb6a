// Links that change one thing of a search and keep the rest.
#include "server/web/search_link.h"

#include <doctest/doctest.h>

using namespace backfile;
using backfile::web::SearchLink;

TEST_CASE("one thing is changed, the rest stays in its order") {
  query::SearchRequest request;
  request.parameters = {{"q", "coal & \"gas\""}, {"section", "news"}, {"page", "3"}, {"from", ""}, {"section", "-sport"}};
  const SearchLink link(request);
  CHECK(link.to("/search") == "/search?q=coal%20%26%20%22gas%22&section=news&section=-sport");
  CHECK(link.and_also("section", "world").to("/s") == "/s?q=coal%20%26%20%22gas%22&section=news&section=-sport&section=world");
  CHECK(link.without("section", "news").to("/s") == "/s?q=coal%20%26%20%22gas%22&section=-sport");
  CHECK(link.without("section").without("q").to("/s") == "/s");
  CHECK(link.with("section", "world").to("/s") == "/s?q=coal%20%26%20%22gas%22&section=world");
  CHECK(link.with("sort", "newest").with("q", "").to("/s") == "/s?section=news&section=-sport&sort=newest");
  constexpr std::string_view kNames[] = {"q"};
  CHECK(link.only(kNames).to("/s") == "/s?q=coal%20%26%20%22gas%22");
}

TEST_CASE("the parameters of a changed link outlive it in a loop") {
  std::string names;
  for (const auto& [name, value] : SearchLink().and_also("from", "1912").and_also("to", "1913").parameters())
    names += name + '=' + value + ' ';
  CHECK(names == "from=1912 to=1913 ");
}
