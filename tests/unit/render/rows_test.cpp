// Articles as lines of a file.
#include "server/render/rows.h"

#include <doctest/doctest.h>

using namespace backfile;
using query::RowFormat;

namespace {

std::string title_cell(const std::string& title) {
  article::Article article;
  article.title = title;
  return render::Rows(RowFormat::csv, {"title"}).row(article);
}

}  // namespace

TEST_CASE("a CSV cell is quoted where RFC 4180 asks for it, and never a formula to a spreadsheet") {
  CHECK(title_cell("Coal") == "Coal\r\n");
  CHECK(title_cell("Coal, and \"more\"") == "\"Coal, and \"\"more\"\"\"\r\n");
  CHECK(title_cell("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  CHECK(title_cell("+1") == "'+1\r\n");
  CHECK(title_cell("-1") == "'-1\r\n");
  CHECK(title_cell("@SUM(A1)") == "'@SUM(A1)\r\n");
  CHECK(title_cell("\tx") == "'\tx\r\n");
  CHECK(title_cell("1+1=2") == "1+1=2\r\n");
  CHECK(title_cell("") == "\r\n");
}

TEST_CASE("several authors and corrections share a cell") {
  article::Article article;
  article.authors = {"A. Finch", "T. Reeve"};
  article.corrections = {{*article::parse_iso("1912-04-18"), "The pit is in Ayr."}, {{}, "Again."}};
  CHECK(render::Rows(RowFormat::csv, {"authors", "corrections"}).row(article) == "A. Finch; T. Reeve,The pit is in Ayr.; Again.\r\n");
}

TEST_CASE("native JSON holds the fields asked for, in their order, and no boxes of words") {
  article::Article article;
  article.id = "a";
  article.title = "Coal";
  article.body = "One.\n\nTwo.";
  article.scan.pages.push_back({});
  CHECK(render::Rows(RowFormat::ndjson, {"body", "id", "url"}).row(article) == "{\"body\":\"One.\\n\\nTwo.\",\"id\":\"a\"}\n");
  CHECK(render::Rows(RowFormat::ndjson, {}).row(article).find("scan") == std::string::npos);
  CHECK(render::Rows(RowFormat::ids, {}).row(article) == "a\n");
}
