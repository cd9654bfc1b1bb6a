// Whatever colour an operator likes, links can be read.
#include "server/web/theme.h"

#include <doctest/doctest.h>

using namespace backfile::web;

TEST_CASE("a colour that can be read stays, others are made darker for light pages and lighter for dark ones") {
  CHECK(theme_rules("#1f5c8a").starts_with(":root{--accent:#1f5c8a}"));
  CHECK(theme_rules("#ffff00").find("--accent:#ffff00") != std::string::npos);  // on dark pages
  CHECK(theme_rules("#ffff00").find(":root{--accent:#ffff00}@") == std::string::npos);
  CHECK(theme_rules("#000000").starts_with(":root{--accent:#000000}"));
}

TEST_CASE("what is no colour gives no rule") {
  for (const char* text : {"", "red", "#12345", "#12345g", "#1234567", "1f5c8a;", "#1f5c8}"}) CHECK(theme_rules(text).empty());
}
