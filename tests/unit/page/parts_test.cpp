// The parts that metadata is made with, each by itself.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/markup/html.h"
#include "indexer/page/address.h"
#include "indexer/page/authors.h"
#include "indexer/page/date_phrase.h"
#include "indexer/page/json_ld.h"
#include "indexer/page/likeness.h"
#include "indexer/page/site_name.h"

namespace {

using namespace backfile;
using namespace backfile::page;

TEST_CASE("dates within a line, each with what the words before it say") {
  struct Case {
    std::string_view line;
    std::vector<std::string> dates;
    std::vector<DateRole> roles;
  };
  const std::vector<Case> cases = {
      {"Veröffentlicht am 3. Februar 2022, 10:31 Uhr | Aktualisiert: 4. Februar 2022",
       {"2022-02-03T10:31", "2022-02-04"},
       {DateRole::published, DateRole::modified}},
      {"Stand:12.3.2020", {"2020-03-12"}, {DateRole::modified}},
      {"By Ruth Calder · March 12, 2020 · 4 min", {"2020-03-12"}, {DateRole::plain}},
      {"© 1.1.2022", {"2022-01-01"}, {DateRole::other}},
      {"3.2.22", {"2022-02-03"}, {DateRole::plain}},
      {"Version 1.2.3 costs 10.000 Euro", {}, {}},
      {"Wochenbericht 14. - 20. Januar 2022", {"2022-01-20"}, {DateRole::plain}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.line);
    std::vector<std::string> dates;
    std::vector<DateRole> roles;
    for (const auto& date : dates_in(one.line, "de")) {
      dates.push_back(article::to_iso(date.date));
      roles.push_back(date.role);
    }
    CHECK(dates == one.dates);
    CHECK(roles == one.roles);
  }
}

TEST_CASE("names in what pages put into fields for authors") {
  using Names = std::vector<std::string>;
  CHECK(authors_in("Von Max Muster und Eva Beispiel, Redakteurin") == Names{"Max Muster", "Eva Beispiel"});
  CHECK(authors_in("by RUTH CALDER | STAFF WRITER") == Names{"RUTH CALDER"});
  CHECK(authors_in("Von Ruth Calder am 07.08.2013 um 09:07 Uhr") == Names{"Ruth Calder"});
  CHECK(authors_in("Autorin: Ruth Calder, lebt am Hafen und schreibt.") == Names{"Ruth Calder"});
  CHECK(authors_in("Courier.LIVE Redaktion") == Names{"Courier.LIVE Redaktion"});
  CHECK(authors_in("https://social.example/ruth") == Names{});
}

TEST_CASE("people, accounts, desks and what is no author") {
  const Site site{{"The Courier"}, "courier.example"};
  CHECK(kind_of_author("Ruth Calder", site) == AuthorKind::person);
  CHECK(kind_of_author("rcalder7", site) == AuthorKind::handle);
  for (const auto* desk : {"dpa", "Redaktion", "The Courier", "courier.example", "Courier", "Hafen e.V."})
    CHECK(kind_of_author(desk, site) == AuthorKind::collective);
  for (const auto* none : {"", "ruth@courier.example", "2022-02-03", "Alle Artikel", "42"})
    CHECK(kind_of_author(none, site) == AuthorKind::none);
}

TEST_CASE("titles without the site's name") {
  const Site site{{"The Harborview Courier"}, "www.harborviewcourier.example"};
  CHECK(without_site_name("Fire at the mill - The Harborview Courier", site) == "Fire at the mill");
  CHECK(without_site_name("Harborview Courier | Fire at the mill", site) == "Fire at the mill");
  CHECK(without_site_name("Fire at the mill | Local | The Harborview Courier", site) == "Fire at the mill");
  CHECK(without_site_name("Fire at the mill – nobody hurt", site) == "Fire at the mill – nobody hurt");
  CHECK(without_site_name("The Harborview Courier", site) == "The Harborview Courier");
}

TEST_CASE("JSON-LD survives what pages do to it") {
  const auto headline = [](const std::string& script) {
    const auto tree = markup::parse_html("<script type='application/ld+json'>" + script + "</script>", Deadline(5));
    REQUIRE(tree);
    const JsonLd data(*tree);
    return data.objects().empty() ? std::string("none") : line_of(member(*data.objects().front(), "headline"));
  };
  CHECK(headline(R"({"@type":"Article","headline":"Fire"})") == "Fire");
  CHECK(headline("<!-- {\"@type\":\"Article\",\"headline\":\"Fire\"} -->") == "Fire");
  CHECK(headline("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Fire\"}\n//]]>") == "Fire");
  CHECK(headline("{\"@type\":\"Article\",\"headline\":\"Fire\nat the mill\",};") == "Fire at the mill");
  CHECK(headline(R"({"@type":"Article","headline":"She said "no" again"})") == "She said \"no\" again");
  CHECK(headline(R"({"@type":"Article","headline":"Fire"} {"@type":"Thing"})") == "Fire");
  CHECK(headline(R"({&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Fire&quot;})") == "Fire");
  CHECK(headline(R"({"@type":"Article","headline":"Fish &amp; ships"})") == "Fish & ships");
  CHECK(headline("no JSON at all") == "none");
  CHECK(headline(std::string(100, '[') + R"({"@type":"Article"})" + std::string(100, ']')) == "none");
}

TEST_CASE("relative addresses") {
  const std::string base = "https://courier.example/a/b/c.html?x=1";
  CHECK(absolute_url("d.html", base) == "https://courier.example/a/b/d.html");
  CHECK(absolute_url("../d.html", base) == "https://courier.example/a/d.html");
  CHECK(absolute_url("/d", base) == "https://courier.example/d");
  CHECK(absolute_url("?y=2", base) == "https://courier.example/a/b/c.html?y=2");
  CHECK(absolute_url("//other.example/d", base) == "https://other.example/d");
  CHECK(absolute_url("mailto:ruth@courier.example", base).empty());
  CHECK(absolute_url("d.html", "").empty());
}

TEST_CASE("likeness looks at words, not at marks") {
  CHECK(bare("„Feuer“ in der Mühle!") == "feuer in der mühle");
  CHECK(likeness(bare("Fire at the mill"), bare("FIRE at the Mill.")) == 1);
  CHECK(likeness(bare("Fire at the mill"), bare("Flood in town")) == 0);
  CHECK(holds("fire at the mill", "the mill"));
  CHECK(!holds("fire at the mill", "he mill"));
}

}  // namespace
