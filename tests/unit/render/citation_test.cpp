// References: hostile texts end no line, no field and no element.
#include "server/render/citation.h"

#include <doctest/doctest.h>

using namespace backfile;

namespace {

article::Article hostile() {
  article::Article article;
  article.id = "a-1";
  article.title = "One\nER  - \r\nTY  - BOOK";
  article.authors = {"{Smith} and Sons, Ltd.", "50% \\input{/etc/passwd}"};
  article.source = "The \u202EGazette\u2028 & Co";
  article.url = "javascript:alert(1)";
  article.published = {.year = 907, .month = 4, .precision = article::Precision::month};
  article.summary = "</script><script>alert(1)</script><!--";
  return article;
}

constexpr const char* kAddress = "https://archive.example/articles/a-1";

}  // namespace

TEST_CASE("a line break in a title begins no line of RIS, and a date has its slashes") {
  CHECK(render::ris(hostile(), kAddress) ==
        "TY  - NEWS\r\nID  - a-1\r\nTI  - One ER - TY - BOOK\r\nAU  - {Smith} and Sons, Ltd.\r\nAU  - 50% \\input{/etc/passwd}\r\n"
        "T2  - The Gazette & Co\r\nPY  - 0907\r\nDA  - 0907/04//\r\nAB  - </script><script>alert(1)</script><!--\r\n"
        "UR  - https://archive.example/articles/a-1\r\nER  - \r\n");
}

TEST_CASE("braces and commands in a name are letters to BibTeX, and a name with and stays one") {
  const std::string entry = render::bibtex(hostile(), kAddress);
  CHECK(entry.find("author = {{\\{Smith\\} and Sons, Ltd.} and {50\\% \\textbackslash{}input\\{/etc/passwd\\}}}") != std::string::npos);
  CHECK(entry.find("journal = {The Gazette \\& Co}") != std::string::npos);
  CHECK(entry.find("year = {0907}") != std::string::npos);
  CHECK(entry.find("day = ") == std::string::npos);
}

TEST_CASE("a reference links to the article's own address where that is one of the web, else to its page here") {
  article::Article article = hostile();
  CHECK(render::plain_citation(article, kAddress).ends_with(". https://archive.example/articles/a-1"));
  article.url = "https://news.example/{x}\\";
  CHECK(render::plain_citation(article, kAddress).ends_with(". https://news.example/{x}\\"));
  CHECK(render::bibtex(article, kAddress).find("url = {https://news.example/%7Bx%7D%5C}") != std::string::npos);
}

TEST_CASE("nothing in a NewsArticle ends its element or begins a comment") {
  const std::string json = render::news_article(hostile(), kAddress);
  CHECK(json.find('<') == std::string::npos);
  CHECK(json.find("\\u003c/script>\\u003cscript>alert(1)") != std::string::npos);
}
