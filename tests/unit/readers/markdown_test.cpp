// What the markdown reader does with what is no Markdown, and with what is made to hurt.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "collected.h"
#include "indexer/readers/markdown_blocks.h"
#include "indexer/readers/yaml_subset.h"

namespace backfile::readers {
namespace {

TEST_CASE("a text that begins with a line across the page is a text") {
  const Format* markdown = find_format("markdown");
  for (const char* text :
       {"---\n\nThe ferry has stopped.\n\n---\nAnother.\n", "--- \nNote: no title here\n---\n", "+++ stop press +++\n", "---\n"})
    CHECK(markdown->recognise(text, "a.txt") == 0);
  CHECK(markdown->recognise("---\ntitle: T\n---\n", "a.txt") == 60);
}

TEST_CASE("values of YAML in every style") {
  const auto value = [](const char* text) { return parse_yaml_subset(text).value.dump(); };
  CHECK(value("a: b: c # d") == R"({"a":"b: c"})");
  CHECK(value("a: 'it''s # no comment'") == R"({"a":"it's # no comment"})");
  CHECK(value("\"a b\": \"c\\td\\u00e9\"") == "{\"a b\":\"c\\td\u00e9\"}");
  CHECK(value("a: |\n  one\n  two\nb: >-\n  three\n  four\n") == R"({"a":"one\ntwo","b":"three four"})");
  CHECK(value("a:\n  - b: 1\n    c: 2\n  - - x\n    - y\n") == R"({"a":[{"b":"1","c":"2"},["x","y"]]})");
  CHECK(value("a: [b, 'c, d', {e: f}]\ng: ~\nh: plain\n  goes on\n") == R"({"a":["b","c, d",{"e":"f"}],"g":null,"h":"plain goes on"})");
}

TEST_CASE("any bytes give a text, in linear time") {
  std::mt19937 random(20);  // NOLINT: the same every run
  const std::string_view marks = "*_~`[]()<>!#-|\\&{}%:\n\n  ab1.\"'";
  for (int round = 0; round < 300; ++round) {
    std::string text = round % 3 == 0 ? "---\ntitle: a\n" : "";
    for (int i = 0; i < 300; ++i) text += marks[random() % marks.size()];
    Collected collected;
    read_bytes(text, "a.md", collected, 1 + random() % 50);
    CHECK(collected.articles.size() + collected.refusals.size() >= 1);
  }
  for (const char* piece :
       {"[](", "[", "![a](", "`", "``a`", "*a ", "**a_b ", "<a ", "<!--", "{{", "> ", "- ", "a\n===\n", "[a]: b\n", "]", "((("}) {
    std::string text;
    while (text.size() < 400'000) text += piece;
    markdown_to_text(text);
    parse_yaml_subset(text);
  }
}

}  // namespace
}  // namespace backfile::readers
