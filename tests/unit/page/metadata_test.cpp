// Small pages, each showing one thing that a page may say of its article, and whom to believe.
#include "indexer/page/metadata.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/markup/html.h"

namespace {

using namespace backfile;

article::Article read(std::string_view html, std::string_view url = {}) {
  const auto tree = markup::parse_html(html, Deadline(5));
  REQUIRE(tree);
  return page::metadata_of(*tree, {.bytes = html, .url = url});
}

std::string joined(const std::vector<std::string>& texts) {
  std::string line;
  for (const auto& text : texts) line += (line.empty() ? "" : "; ") + text;
  return line;
}

struct PageCase {
  std::string_view name, html, expected;
};

const std::string kText = "<p>" + std::string(300, 'x') + "</p>";

/// Runs each case with a paragraph of text at {TEXT}.
template <typename Value>
void check(const std::vector<PageCase>& cases, const Value& value_of, std::string_view url = {}) {
  for (const PageCase& one : cases) {
    CAPTURE(one.name);
    std::string html(one.html);
    for (auto at = html.find("{TEXT}"); at != html.npos; at = html.find("{TEXT}")) html.replace(at, 6, kText);
    CHECK(value_of(read(html, url)) == one.expected);
  }
}

TEST_CASE("the title is the headline that a reader sees") {
  check(
      {{"a heading wins over the title for search engines",
        "<title>Harbour strike: all you need to know | The Courier</title><h1>Dockers reject the offer</h1>{TEXT}",
        "Dockers reject the offer"},
       {"the site's logo is no headline",
        "<title>Dockers reject the offer - The Courier</title><meta property=og:site_name content='The Courier'>"
        "<h1><a href=/>The Courier</a></h1><h2>Dockers reject the offer</h2>{TEXT}",
        "Dockers reject the offer"},
       {"a title without a heading loses the site's name",
        "<title>Dockers reject the offer | Harbour | The Courier</title><meta property=og:site_name content='The Courier'>{TEXT}",
        "Dockers reject the offer"},
       {"a kicker within the heading goes where the page states the title without it",
        "<title>Dockers reject the offer</title><h1><span>Harbour strike</span> / Dockers reject the offer</h1>{TEXT}",
        "Dockers reject the offer"},
       {"a kicker stays where the page states it, too",
        "<title>Harbour strike: Dockers reject the offer</title><h1><div>Harbour strike:</div><div>Dockers reject the "
        "offer</div></h1>{TEXT}",
        "Harbour strike: Dockers reject the offer"},
       {"a heading within the text is no headline where the page states another",
        "<meta property=og:title content='Dockers reject the offer'>{TEXT}{TEXT}{TEXT}"
        "<h2 class=title>What the union wants instead</h2>{TEXT}",
        "Dockers reject the offer"},
       {"in scripts without spaces a heading counts that the title holds",
        "<title>港口罢工工人拒绝提议_港口日报</title><h2><a href=/p>港口罢工工人拒绝提议</a></h2>{TEXT}", "港口罢工工人拒绝提议"},
       {"a kicker that the markup calls one goes, whatever the page states",
        "<title>Harbour strike: dockers say no</title><h1><span class='head__topline'>Harbour strike</span> Dockers reject the "
        "offer</h1>{TEXT}",
        "Dockers reject the offer"},
       {"so does what is set small", "<h1><small>Harbour strike</small><br>Dockers reject the offer</h1>{TEXT}",
        "Dockers reject the offer"},
       {"and what only screen readers say, with the colon that they pause at",
        "<h1><span>Harbour strike</span><span class=visually-hidden>:</span> Dockers reject <span class='sr-only'>Topic: "
        "work</span></h1>{TEXT}",
        "Harbour strike Dockers reject"},
       {"a heading that is small as a whole is the headline", "<h1><small>Dockers reject the offer</small></h1>{TEXT}",
        "Dockers reject the offer"},
       {"separators from what is not there go", "<title>Dockers reject the offer |</title>{TEXT}", "Dockers reject the offer"},
       {"one word of the title is no headline because the title holds it",
        "<title>The dockers' diet, fourteen days of tea and bread: recommendations</title><h1>The dockers' diet in fourteen days</h1>{TEXT}"
        "<h1>Recommendations</h1>{TEXT}",
        "The dockers' diet in fourteen days"},
       {"an element that is called the title is one, whatever stands beside it",
        "<meta property=og:title content='Still the best?: Harbour Master 1800'><title>Courier | Games: Harbour Master 1800</title>"
        "<div> <span class=title>Harbour Master 1800</span> <span class=subtitle>Still the best?</span></div>{TEXT}",
        "Harbour Master 1800"},
       {"a date behind the headline is no part of it",
        "<title>Dockers reject the offer</title><h1>Dockers reject the offer <div>2.2.2022 | Harbour</div></h1>{TEXT}",
        "Dockers reject the offer"},
       {"entities that were encoded twice are decoded", "<meta property=og:title content='Fish &amp;amp; ships'>{TEXT}", "Fish & ships"},
       {"no title is no title", "{TEXT}", ""}},
      [](const article::Article& article) { return article.title; });
}

TEST_CASE("published is the first publication of this article") {
  check(
      {{"within the heading, set small", "<h1>Fire at the mill <small>3 February 2022</small></h1>{TEXT}", "2022-02-03"},
       {"JSON-LD of the article",
        R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fire","datePublished":"2022-02-03T10:31:00+01:00","dateModified":"2022-02-05"}</script>)",
        "2022-02-03T10:31:00+01:00"},
       {"not of the stories it links to",
        R"(<title>Dockers reject the offer</title><script type="application/ld+json">[{"@type":"NewsArticle","headline":"Fire in the old mill","datePublished":"2020-01-01"},
        {"@type":"NewsArticle","headline":"Dockers reject the offer","datePublished":"2022-02-03"}]</script>)",
        "2022-02-03"},
       {"in a graph, and nested", R"(<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"The Courier"},
        {"@type":"WebPage","mainEntity":{"@type":["Article","Thing"],"headline":"Fire","datePublished":"2022-02-03"}}]}</script>)",
        "2022-02-03"},
       {"of two different statements the earlier",
        R"(<meta property="article:published_time" content="2022-02-03"><script type="application/ld+json">{"@type":"Article","headline":"x","datePublished":"2022-03-01"}</script>)",
        "2022-02-03"},
       {"never the modification", "<h1>Fire</h1><p class=date>Aktualisiert am 5. Februar 2022</p>{TEXT}", ""},
       {"printed with a label", "<h1>Fire</h1><div>Veröffentlicht am 3. Februar 2022, aktualisiert am 5.2.2022</div>{TEXT}", "2022-02-03"},
       {"a time element", "<h1>Fire</h1><time datetime='2022-02-03T10:31'>gestern</time>{TEXT}", "2022-02-03T10:31"},
       {"the date of a comment is not the article's",
        "<h1>Fire</h1>{TEXT}<div class=comments><div class=comment><time datetime='2022-02-09'>9.2.2022</time>Well said.</div></div>", ""},
       {"nor a related story's", "<h1>Fire</h1>{TEXT}<aside><h3><a href=/b>Flood</a></h3><span class=date>9.2.2022</span></aside>", ""},
       {"nor the copyright notice's", "<h1>Fire</h1>{TEXT}<p>© 1.1.2022 The Courier</p>", ""},
       {"a dateline", "<h1>Fire</h1><p>Harborview, 3. Februar 2022 – Die Feuerwehr war die ganze Nacht im Einsatz.</p>{TEXT}",
        "2022-02-03"},
       {"two digits for the year", "<h1>Fire</h1><p class=meta>03.02.22</p>{TEXT}", "2022-02-03"},
       {"microdata",
        "<div itemscope itemtype='http://schema.org/Article'><h1>Fire</h1><meta itemprop=datePublished content=2022-02-03></div>",
        "2022-02-03"},
       {"Dublin Core", "<meta name=DC.date.issued content=2022-02-03>", "2022-02-03"},
       {"what programs write for no date is none", "<meta property=article:published_time content='0001-01-01T00:00:00Z'>", ""},
       {"an impossible one neither", "<meta property=article:published_time content='soon'>", ""}},
      [](const article::Article& article) { return article::to_iso(article.published); });
  CHECK(article::to_iso(read("<h1>Fire</h1>", "https://courier.example/2022/02/03/fire").published) == "2022-02-03");
}

TEST_CASE("authors are people where the page names any") {
  check(
      {{"JSON-LD, several",
        R"(<script type="application/ld+json">{"@type":"Article","headline":"x","author":[{"@type":"Person","name":"Ruth Calder"},"Karl Muster"]}</script>)",
        "Ruth Calder; Karl Muster"},
       {"by reference", R"(<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"x","author":{"@id":"#rc"}},
        {"@type":"Person","@id":"#rc","name":"Ruth Calder"}]}</script>)",
        "Ruth Calder"},
       {"a byline wins over the publisher",
        R"(<script type="application/ld+json">{"@type":"Article","headline":"x","author":{"@type":"Organization","name":"Harbour Media"}}</script>
        <h1>Fire</h1><p>Von Ruth Calder</p>{TEXT})",
        "Ruth Calder"},
       {"the publisher where there is nobody else",
        R"(<script type="application/ld+json">{"@type":"Article","headline":"x","author":{"@type":"Organization","name":"Harbour Media"}}</script>)",
        "Harbour Media"},
       {"a profile's address is no name", "<meta property=article:author content='https://social.example/ruth.calder'>", ""},
       {"two people in one tag", "<meta name=author content='Max Muster und Eva Beispiel'>", "Max Muster; Eva Beispiel"},
       {"a class says so", "<h1>Fire</h1><span class=entry-author>mimi</span>{TEXT}", "mimi"},
       {"label and name in elements of their own", "<h1>Fire</h1><p>Autorin</p><p>Ruth Calder</p>{TEXT}", "Ruth Calder"},
       {"between a date and a time", "<h1>Fire</h1><div>04.02.2022 | 13:10 Uhr | Ruth Calder</div>{TEXT}", "Ruth Calder"},
       {"behind a date", "<h1>Fire</h1><div class=entry-meta>Posted on April 21, 2020 by Ruth Calder</div>{TEXT}", "Ruth Calder"},
       {"a photographer is no author", "<h1>Fire</h1><p>Text von Ruth Calder Fotos von Karl Muster</p>{TEXT}", "Ruth Calder"},
       {"a signature", "<h1>Fire</h1>{TEXT}<p>Ruth Calder</p>", "Ruth Calder"},
       {"two signatures are two texts", "<h1>Fire</h1>{TEXT}<p>Ruth Calder</p><h2>Flood</h2>{TEXT}<p>Karl Muster</p>", ""},
       {"who comments is no author", "<h1>Fire</h1>{TEXT}<div id=comments><span class=author>Karl Muster</span></div>", ""},
       {"a desk", "<h1>Fire</h1><p class=byline>von Redaktion,</p>{TEXT}", "Redaktion"},
       {"links around bylines are no names", "<h1>Fire</h1><div class=author><a href=/x>Alle Artikel</a></div>{TEXT}", ""}},
      [](const article::Article& article) { return joined(article.authors); });
}

TEST_CASE("the publication is named as people write it") {
  check(
      {{"OpenGraph", "<meta property=og:site_name content='The Courier'>", "The Courier"},
       {"the publisher in JSON-LD, where the other is an address",
        R"(<meta property="og:site_name" content="courier.example"><script type="application/ld+json">{"@type":"Article","headline":"x","publisher":{"name":"The Courier"}}</script>)",
        "The Courier"},
       {"behind the title", "<title>Fire at the mill | Courier</title><h1>Fire at the mill</h1>", "Courier"},
       {"the host where nothing else is", "<h1>Fire</h1>", "courier.example"}},
      [](const article::Article& article) { return article.source; }, "https://www.courier.example/fire.html");
}

TEST_CASE("the address is the canonical one, and absolute") {
  check(
      {{"relative", "<link rel=canonical href='../b/fire.html?id=1#top'>", "https://courier.example/b/fire.html?id=1"},
       {"without a scheme", "<link rel=canonical href='//courier.example/fire'>", "https://courier.example/fire"},
       {"a home page is no article's", "<link rel=canonical href='https://courier.example/'><meta property=og:url content='/fire'>",
        "https://courier.example/fire"},
       {"where it was fetched", "<link rel=canonical href='javascript:void(0)'>", "https://courier.example/a/fire.html"}},
      [](const article::Article& article) { return article.url; }, "https://courier.example/a/fire.html");
}

TEST_CASE("section, language, tags and summary") {
  const auto article =
      read(R"(<html lang="de_AT"><meta name=description content="What happened"><meta name=keywords content="harbour, strike">
    <script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home"},
    {"@type":"ListItem","item":{"name":"Local"}},{"@type":"ListItem","name":"Harbour"},{"@type":"ListItem","name":"Fire at the mill"}]}</script>
    <h1>Fire at the mill</h1><p class="subtitle">Nobody was hurt, says the fire brigade</p>)");
  CHECK(article.section == "Local/Harbour");
  CHECK(article.language == "de-AT");
  CHECK(joined(article.tags) == "harbour; strike");
  CHECK(article.summary == "What happened");
  CHECK(article.subtitle == "Nobody was hurt, says the fire brigade");
  CHECK(article.body.empty());
}

TEST_CASE("a page that a stray element hides is read all the same") {
  const auto article = read("<body><noscript><div></noscript><h1>Fire at the mill</h1><p class=date>3.2.2022</p>" + kText);
  CHECK(article.title == "Fire at the mill");
  CHECK(article::to_iso(article.published) == "2022-02-03");
}

TEST_CASE("hostile pages cost little") {
  const auto repeated = [](std::string_view piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
  };
  const std::vector<std::string> pages = {
      repeated("<div class=author>", 3'000) + "Ruth Calder",
      repeated("<span class=date>1.2.2022</span>", 50'000),
      repeated("<h1>Fire</h1>", 50'000),
      "<h1>" + repeated("a ", 500'000),
      "<title>" + repeated(" | x", 200'000),
      "<script type=application/ld+json>" + repeated("[", 500'000),
      "<script type=application/ld+json>" + repeated("{\"a\":", 500'000),
      "<script type=application/ld+json>[" + repeated("{\"@type\":\"Article\",\"headline\":\"a b c\"},", 50'000) + "{}]",
      "<div itemscope>" + repeated("<p itemprop=author itemscope>", 3'000),
      "<p class='" + repeated("author date ", 100'000) + "'>x",
  };
  for (const auto& html : pages) {
    const Deadline deadline(5);
    const auto tree = markup::parse_html(html, deadline);
    if (tree) page::metadata_of(*tree, {});
    CAPTURE(html.substr(0, 60));
    CHECK(!deadline.passed());
  }
}

}  // namespace
