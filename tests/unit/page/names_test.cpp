// What class names and ids say.
#include "indexer/page/names.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/markup/html.h"

namespace backfile::page {
namespace {

Names of(const std::string& attributes) {
  const auto tree = markup::parse_html("<div " + attributes + ">x</div>", Deadline(60));
  REQUIRE(tree);
  const markup::Node* div = markup::find(tree->root(), "div");
  REQUIRE(div);
  return names_of(*div);
}

TEST_CASE("words are found whatever joins them") {
  for (const char* name : {"article-body", "articleBody", "article__body", "ARTICLE_BODY x", "story articlebody", "main-article-body-2"}) {
    INFO(name);
    CHECK(of("class='" + std::string(name) + "'").body);
  }
  CHECK(of("itemprop='articleBody text'").body);
  CHECK_FALSE(of("class='article-somebody'").body);
}

TEST_CASE("furniture is known by words, by beginnings, and by words alone") {
  CHECK(of("id='sidebar'").around);
  CHECK(of("class='box relatedStories'").around);
  CHECK(of("class='news-letter'").around);
  CHECK(of("class='comments'").comments);
  CHECK_FALSE(of("class='commentary'").comments);
  CHECK(of("class='tag'").within);
  CHECK_FALSE(of("class='tagStyle_z4k'").within);
  CHECK_FALSE(of("class='player-2020-580'").within);
}

TEST_CASE("hidden is what is not shown, not what is called so in passing") {
  CHECK(of("style='color:red; display : none'").hidden);
  CHECK(of("hidden").hidden);
  CHECK(of("aria-hidden=true").hidden);
  CHECK(of("class='hidden'").hidden);
  CHECK_FALSE(of("class='field--label-hidden'").hidden);
  CHECK_FALSE(of("style='display:block'").hidden);
}

TEST_CASE("a name without end is cut") { CHECK_FALSE(of("class='" + std::string(1'000'000, 'x') + " sidebar'").around); }

}  // namespace
}  // namespace backfile::page
