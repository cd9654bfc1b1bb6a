#include "indexer/markup/html.h"

#include <doctest/doctest.h>

#include "tests/unit/markup/tree_text.h"

using namespace backfile;
using namespace backfile::markup;

namespace {

std::string body_of(const std::string& html) {
  const auto tree = parse_html(html, Deadline(5));
  REQUIRE(tree);
  const Node* body = find(tree->root(), "body");
  return body ? tree_text(*body) : "none";
}

TEST_CASE("HTML as it is found becomes a tree") {
  CHECK(body_of("<p>One<p>Two") == "body(p(\"One\") p(\"Two\"))");
  CHECK(body_of("<UL><LI CLASS=a>x<LI>y</UL>") == "body(ul(li(class=a \"x\") li(\"y\")))");
  CHECK(body_of("<p>A &amp; B&nbsp;C &#8212; D &notanentity; E</p>") == "body(p(\"A & B\u00A0C — D &notanentity; E\"))");
  CHECK(body_of("<article><section>x</section></article>") == "body(article(section(\"x\")))");
  CHECK(body_of("<p>漢字 Zürich</p>") == "body(p(\"漢字 Zürich\"))");
  CHECK(body_of("<!-- gone --><div><script>if (a < b) x('</p>')</script>y</div>") == "body(div(script(\"if (a < b) x('</p>')\") \"y\"))");
  CHECK(body_of("<a href='x?a=1&amp;b=2'>t</a>") == "body(a(href=x?a=1&b=2 \"t\"))");
}

TEST_CASE("a page made to hurt is refused or read, and never takes long") {
  const auto message = [](const std::string& html) {
    const auto tree = parse_html(html, Deadline(5));
    return tree ? std::string() : tree.error().message;
  };
  std::string deep, flood = "<p";
  for (int i = 0; i < 1'000'000; ++i) deep += "<div>";
  CHECK(message(deep) == "the page's elements are nested more than 4000 deep");
  for (int i = 0; i < 200'000; ++i) flood += " a" + std::to_string(i) + "=1";
  CHECK(body_of(flood + ">x</p>").ends_with("a999=1 \"x\"))"));
  std::string ends(4'000, ' ');
  for (int i = 0; i < 3'000; ++i) ends += "<b>";
  for (int i = 0; i < 200'000; ++i) ends += "</i>";
  const auto late = parse_html(ends, Deadline(0.2));
  CHECK((late || late.error().message.find("takes longer") != std::string::npos));
  CHECK(message(std::string(1u << 20, '<')).empty());
}

TEST_CASE("the charset of a page: HTTP's, else the page's own, else what the bytes show") {
  CHECK(html_to_utf8("<meta charset='windows-1251'><p>\xCF\xF0\xE8\xE2\xE5\xF2", "").ends_with("Привет"));
  CHECK(html_to_utf8("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'><p>\xB1\xE6", "").ends_with("ąć"));
  CHECK(html_to_utf8("<?xml version='1.0' encoding='ISO-8859-1'?><html><p>\xE9", "").ends_with("é"));
  CHECK(html_to_utf8("<meta charset=iso-8859-1><p>Zürich, Köln, Málaga, São Paulo", "").ends_with("São Paulo"));
  CHECK(html_to_utf8("<p>\xE9t\xE9", "iso-8859-1").ends_with("été"));
}

}  // namespace
