// Trees to paragraphs.
#include "indexer/markup/blocks.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/markup/xml.h"

namespace backfile::markup {
namespace {

std::string blocks_in(const std::string& xml) { return blocks_of(parse_xml(xml).tree.root()); }

TEST_CASE("blocks are paragraphs, elements of a line are part of it") {
  struct Case {
    const char *xml, *text;
  };
  for (const auto& [xml, text] : {
           Case{"<body><p>One\n  <em>two</em>\tthree.</p><p>Four.</p></body>", "One two three.\n\nFour."},
           {"<body>Loose <b>text</b><p>Paragraph</p>more</body>", "Loose text\n\nParagraph\n\nmore"},
           {"<p>a<br/>b<br/><br/>c</p>", "a\nb\n\nc"},
           {"<body.content><hl2>Head</hl2><block><p>x</p></block></body.content>", "Head\n\nx"},
           {"<ul><li>one</li><li>two <i>2</i></li></ul>", "one\n\ntwo 2"},
           {"<p/><p> </p><p>&#160;</p><p>x</p>", ""},
           {"<d><p/><p> </p><p>x</p></d>", "x"},
           {"<d><script>s()</script><style>p {}</style><p>x</p></d>", "x"},
           {"<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"},
           {"<d><p>x <org>Salt &amp; Sons</org>, <person>Jane</person> Doe</p></d>", "x Salt & Sons, Jane Doe"},
       }) {
    INFO(xml);
    CHECK(blocks_in(xml) == text);
  }
}

TEST_CASE("a row of a table is a line, unless it lays out a page") {
  CHECK(blocks_in("<table><thead><tr><th>Day</th><th>Boat</th></tr></thead><tbody><tr><td><p>Monday</p></td><td>16<br/>40</td></tr>"
                  "<tr><td/><td>none</td></tr></tbody></table>") == "Day Boat\nMonday 16 40\nnone");
  CHECK(blocks_in("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>") == "One.\n\nTwo.\n\nThree.");
  CHECK(blocks_in("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>") == "a b\n\nc");
}

TEST_CASE("an element of an unknown name is what stands around it") {
  CHECK(blocks_in("<doc><absatz>One.</absatz><absatz>Two.</absatz></doc>") == "One.\n\nTwo.");
  CHECK(blocks_in("<p>The <firma>Salt</firma> works</p>") == "The Salt works");
  CHECK(blocks_in("<doc>Text <firma>Salt</firma> and <ort>Tannau</ort>.</doc>") == "Text Salt and Tannau.");
}

TEST_CASE("what is left out is left out with all that is in it") {
  const auto outcome = parse_xml("<d><p>a</p><media><p>b</p></media><p>c</p></d>");
  CHECK(blocks_of(outcome.tree.root(), [](const Node& node) { return node.is("media"); }) == "a\n\nc");
}

TEST_CASE("the depth of a tree costs no stack") {
  std::string xml;
  for (int i = 0; i < 200; ++i) xml += "<div><table><tr><td>";
  xml += "x";
  for (int i = 0; i < 200; ++i) xml += "</td></tr></table></div>";
  XmlLimits limits;
  limits.max_depth = 1'000;
  CHECK(blocks_of(parse_xml(xml, limits).tree.root()) == "x");
}

}  // namespace
}  // namespace backfile::markup
