// Which blocks of a page are its text, by what surrounds them.
#include "indexer/page/main_text.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/markup/html.h"

namespace backfile::page {
namespace {

std::string body_of(const std::string& html, const About& about = {}) {
  const Deadline deadline(60);
  const auto tree = markup::parse_html("<html><body>" + html, deadline);
  REQUIRE(tree);
  return main_text_of(*tree, about, deadline);
}

const std::string kFirst = "The ferry company has bought two steamers, its chairman told the shareholders on Monday.";
const std::string kSecond = "They will run between Port Ellery and the outer islands from the first of May.";
const std::string kText = "<p>" + kFirst + "</p><p>" + kSecond + "</p>";
const std::string kBody = kFirst + "\n\n" + kSecond;

TEST_CASE("what is called the text is the text, wherever it stands") {
  CHECK(body_of("<div class=top><p>" + kSecond + "</p></div><div itemprop='articleBody'><p>" + kFirst + "</p><p>" + kFirst +
                " Twice.</p></div>") == kFirst + "\n\n" + kFirst + " Twice.");
}

TEST_CASE("without names, the element with most running text is the article") {
  CHECK(body_of("<div><a href=/>Home</a> <a href=/news>News</a></div><table><tr><td>" + kText + "</td></tr></table><div>Tel. 4711</div>") ==
        kBody);
}

TEST_CASE("boxes within the text go by their names") {
  for (const char* name : {"related-posts", "newsletterSignup", "share_buttons", "ad", "author-bio", "image-caption", "js-cookie-notice",
                           "comments-area", "promo", "tags"}) {
    INFO(name);
    CHECK(body_of("<article><p>" + kFirst + "</p><div class='" + name + "'><p>Nineteen words of no use stand here.</p></div><p>" + kSecond +
                  "</p></article>") == kBody);
  }
}

TEST_CASE("a name means nothing where most of the text is within") {
  CHECK(body_of("<div class='has-sidebar comments-open share'>" + kText + "</div>") == kBody);
}

TEST_CASE("words of a paragraph stay, whatever they are called") {
  CHECK(
      body_of(
          "<article><p>The ferry company has bought <a class='related' href='/s'>two steamers</a>, its chairman told the shareholders.</p>"
          "</article>") == "The ferry company has bought two steamers, its chairman told the shareholders.");
}

TEST_CASE("the headline is not repeated, nor the byline and the date above the text") {
  CHECK(body_of("<article><h1>New steamers</h1><h2>New steamers</h2><p>By Ruth Calder</p><p>Ruth Calder</p><p>12 March 1907</p>" + kText +
                    "</article>",
                {"New steamers", "", {"Ruth Calder"}}) == kBody);
}

TEST_CASE("a date line above the text goes, a line that only names a year stays") {
  CHECK(body_of("<article><p>Updated on Fri, 20/12/1907 by the desk</p>" + kText + "</article>") == kBody);
  CHECK(body_of("<article><p>Calendar of the regattas 1907</p>" + kText + "</article>") == "Calendar of the regattas 1907\n\n" + kBody);
}

TEST_CASE("cross heads stay between paragraphs and go after the last") {
  CHECK(body_of("<article><p>" + kFirst + "</p><h2>From May</h2><p>" + kSecond + "</p><h2>Shipping</h2></article>") ==
        kFirst + "\n\nFrom May\n\n" + kSecond);
}

TEST_CASE("a paragraph that is nothing but a link to another story goes, one to another site stays") {
  const About about{"", "https://courier.example/steamers"};
  CHECK(body_of("<article><p>" + kFirst + "</p><p><a href='/mayor'>Mayor defends the new tram line</a></p><p>" + kSecond + "</p></article>",
                about) == kBody);
  CHECK(body_of("<article><p>" + kFirst + "</p><p><a href='https://yard.example/'>The yard that built the boats</a></p><p>" + kSecond +
                    "</p></article>",
                about) == kFirst + "\n\nThe yard that built the boats\n\n" + kSecond);
}

TEST_CASE("from the heading of related stories or of the comments on nothing is text") {
  for (const char* heading : {"You may also like", "Leave a comment", "Weitere Artikel", "À lire aussi"}) {
    INFO(heading);
    CHECK(body_of("<div>" + kText + "<h3>" + heading +
                  "</h3><p>The mayor of Port Ellery says that nothing has been decided yet.</p></div>") == kBody);
  }
}

TEST_CASE("a table of data gives a line a row, a table for layout gives its blocks") {
  CHECK(body_of("<article><p>" + kFirst + "</p><table><tr><th>Boat<th>Built<tr><td>Gannet<td>1904</table><p>" + kSecond +
                "</p></article>") == kFirst + "\n\nBoat | Built\nGannet | 1904\n\n" + kSecond);
}

TEST_CASE("the whole text once more is said once; a refrain stays") {
  std::string twice;
  for (int copy = 0; copy < 2; ++copy) {
    for (int i = 0; i < 8; ++i) twice += "<p>" + kFirst + " Part " + std::to_string(i) + ".</p>";
  }
  const std::string body = body_of("<article>" + twice + "</article>");
  CHECK(body.find("Part 0") == body.rfind("Part 0"));
  std::string verses;
  for (int i = 0; i < 6; ++i) verses += "<p>Verse " + std::to_string(i) + " of the song.</p><p>" + kFirst + "</p>";
  const std::string song = body_of("<article>" + verses + "</article>");
  CHECK(song.find(kFirst) != song.rfind(kFirst));
}

TEST_CASE("a page of links, an empty page and a page of nothing but menus have no text") {
  CHECK(body_of("").empty());
  CHECK(body_of("<ul><li><a href=/a>One</a><li><a href=/b>Two</a></ul>").empty());
  CHECK(body_of("<nav><p>" + kFirst + "</p></nav><script>var text = 'no text';</script>").find("no text") == std::string::npos);
}

TEST_CASE("a page of paragraphs without end costs its deadline and no more") {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<div class='a-b related'><p>word <a href=/x>link</a></div>";
  const Deadline deadline(0.0);
  const auto tree = markup::parse_html("<html><body>" + html, Deadline(60));
  REQUIRE(tree);
  main_text_of(*tree, {}, deadline);
}

}  // namespace
}  // namespace backfile::page
