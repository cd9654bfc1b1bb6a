// Nothing that comes in as text is ever markup.
#include "server/web/html.h"

#include <doctest/doctest.h>

using namespace backfile::web;

TEST_CASE("text and attributes are escaped") {
  const std::string hostile = "<script>alert('1')</script>&\"";
  CHECK(h("p", {}, hostile).str() == "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;</p>");
  CHECK(h("a", {{"title", hostile}}, "x").str() == "<a title=\"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;\">x</a>");
  CHECK(h("p", {}, std::string("a\0b\x1b", 4)).str() == "<p>a b </p>");
}

TEST_CASE("elements nest as they are, and what HTML never closes has no end") {
  CHECK(h("ul", {}, h("li", {}, "a & b"), h("li", {}, h("br", {}))).str() == "<ul><li>a &amp; b</li><li><br></li></ul>");
  CHECK(h("input", {{"name", "q"}, {"required", "", false}, {"value", ""}}).str() == "<input name=\"q\" value=\"\">");
}

TEST_CASE("only addresses of the web are links") {
  for (const char* url : {"http://a.example/", "HTTPS://a.example/?a=b&c=%22", "https://münchen.example/ä"}) CHECK(web_address(url) == url);
  for (const char* url : {"", "javascript:alert(1)", "JavaScript:alert(1)", " http://a.example", "http://a.example/ b", "data:text/html,x",
                          "//a.example/", "/a", "http:alert(1)", "java\tscript:alert(1)", "ftp://a.example/", "http://"})
    CHECK(web_address(url) == "");
}
