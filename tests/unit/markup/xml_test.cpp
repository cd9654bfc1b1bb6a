#include "indexer/markup/xml.h"

#include <doctest/doctest.h>

#include "tests/unit/markup/tree_text.h"
#include "tests/unit/source/bytes_in_steps.h"

using namespace backfile;
using namespace backfile::markup;
using namespace std::string_literals;

namespace {

struct Case {
  const char* what;
  std::string xml, tree, broken;
};

XmlOutcome read(const std::string& xml, std::size_t step = 1u << 20, const XmlLimits& limits = {}) {
  source::BytesInSteps bytes(xml, step);
  return read_xml(bytes, limits);
}

struct Records {
  std::vector<std::string> records, refusals;
  XmlOutcome outcome;
};

Records records_of(const std::string& xml, const XmlLimits& limits = {}, std::size_t stop_after = 1000) {
  Records found;
  source::BytesInSteps bytes(xml, 1u << 20);
  found.outcome = read_xml(
      bytes, limits, [](std::string_view name, std::string_view) { return name == "item"; },
      [&](const Node& node) {
        found.records.push_back(tree_text(node));
        return found.records.size() < stop_after;
      },
      [&](const std::string& reason) { found.refusals.push_back(reason); });
  return found;
}

TEST_CASE("XML as it is found becomes the tree that was meant") {
  const Case cases[] = {
      {"a document", "<a x='1'><b>t</b>u</a>", "a(x=1 b(\"t\") \"u\")", ""},
      {"namespaces give local names", "<n:a xmlns:n='urn:n'><n:b n:c='d'/></n:a>", "a(b(c=d))", ""},
      {"an undeclared prefix changes nothing", "<n:a><n:b/></n:a>", "a(b)", ""},
      {"XML's own entities, in text and attributes", "<a x='1 &amp; 2'>&lt;b&gt; &#38; &quot;</a>", "a(x=1 & 2 \"<b> & \"\")", ""},
      {"HTML's entities without a DTD", "<a>caf&eacute;&nbsp;&mdash; x</a>", "a(\"café\u00A0— x\")", ""},
      {"a number of Windows-1252", "<a>don&#146;t</a>", "a(\"don’t\")", ""},
      {"a bare ampersand", "<a t='A&B'>Smith & Sons &c. &unknown; &</a>", "a(t=A&B \"Smith & Sons &c. &unknown; &\")", ""},
      {"a bare less-than", "<a>1 < 2 and 3<4</a>", "a(\"1 < 2 and 3<4\")", ""},
      {"CDATA", "<a><![CDATA[<p>x & y</p>]]></a>", "a(\"<p>x & y</p>\")", ""},
      {"comments and instructions", "<?xml version='1.0'?><!-- <x> --><a>1<!-- & -->2<?php echo 1 ?>3</a>", "a(\"123\")", ""},
      {"control characters", "<a>one\x01two\0three</a>"s, "a(\"onetwothree\")", ""},
      {"Latin-1 as declared", "<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>", "a(\"café\")", ""},
      {"a stray Latin-1 byte in what says UTF-8", "<?xml version='1.0' encoding='UTF-8'?><a>caf\xE9 Zürich</a>", "a(\"café Zürich\")", ""},
      {"a byte order mark", "\xEF\xBB\xBF<a>x</a>", "a(\"x\")", ""},
      {"a document type is left out", "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>x</nitf>", "nitf(\"x\")", ""},
      {"references after a first error", "<a><!-- two -- dashes -->1 &amp; 2 &lt; 3</a>", "a(\"1 & 2 < 3\")", ""},
      {"parameter entities only name other DTDs",
       "<!DOCTYPE a PUBLIC 'x' 'y'\n[<!-- ' <!ENTITY b 'x'> --> <!ENTITY % n SYSTEM \"n.dtd\"> %n; ]><a>x</a>", "a(\"x\")", ""},
      {"an empty line before the declaration", "\n <?xml version='1.0'?><a>x</a>", "a(\"x\")", ""},
      {"an end tag too many", "<a><b>x</c></b></a>", "a(b(\"x\"))", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    const XmlOutcome outcome = read(one.xml);
    REQUIRE(outcome.tree.top() != nullptr);
    CHECK(tree_text(*outcome.tree.top()) == one.tree);
    CHECK(outcome.broken == one.broken);
  }
}

TEST_CASE("the end of a piece may fall anywhere") {
  const std::string xml =
      "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a PUBLIC \"x>\" 'y'><a x=\"1 > 2 &amp; 3\">é&eacute;<!-- - -- - --><b/> &amp; "
      "<![CDATA[]] ]]> 1 < 2 & 3 &#x2014; 漢字</a>";
  const std::string whole = tree_text(*read(xml).tree.top());
  CHECK(whole == "a(x=1 > 2 & 3 \"éé\" b \" & ]]  1 < 2 & 3 — 漢字\")");
  // The reader waits for a whole first piece, so what it decides on does not depend on how the bytes come.
  for (const std::size_t step : {1, 2, 3, 7, 64}) CHECK(tree_text(*read(xml, step).tree.top()) == whole);
}

TEST_CASE("UTF-16 is read with and without a declaration") {
  std::string xml("\xFF\xFE", 2);
  for (const char c : "<?xml version='1.0' encoding='UTF-16'?><a>x</a>"s) xml += std::string(1, c) + '\0';
  CHECK(tree_text(*read(xml).tree.top()) == "a(\"x\")");
}

TEST_CASE("what is put right is said, with its line") {
  const XmlOutcome outcome = read("<a>\nSmith & Sons\n</a>");
  REQUIRE(outcome.problems.size() == 1);
  CHECK(outcome.problems[0] == "line 2: an '&' that begins no known entity, read as text");
  CHECK(read("<a>Smith &amp; Sons</a>").problems.empty());
}

TEST_CASE("what is cut off is kept as far as it goes, and said to be cut off") {
  const XmlOutcome outcome = read("<a><b>one</b><b>tw");
  CHECK(tree_text(*outcome.tree.top()) == "a(b(\"one\") b(\"tw\"))");
  CHECK(outcome.broken.starts_with("cut off: "));
  CHECK(read("").broken == "holds no XML");
  CHECK(read("plain text").broken == "holds no XML");
}

TEST_CASE("documents made to hurt are refused") {
  const XmlOutcome laughs = read("<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>");
  CHECK(laughs.broken == "line 1: a document type with an internal subset that declares entities is not read");
  CHECK(laughs.tree.top() == nullptr);
  CHECK(laughs.problems.empty());
  CHECK(read("<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>").tree.top() == nullptr);

  std::string flood = "<a";
  for (int i = 0; i < 200'000; ++i) flood += " a" + std::to_string(i) + "='1'";
  CHECK(read(flood + "/>").broken == "line 1: an element with more than 1000 attributes");

  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  CHECK(read(deep).broken == "elements nested more than 256 deep");

  XmlLimits limits;
  limits.max_nodes = 1'000;
  std::string many = "<a>";
  for (int i = 0; i < 2'000; ++i) many += "<b/>";
  CHECK(read(many + "</a>", 1u << 20, limits).broken == "more than 1000 elements and texts");
}

TEST_CASE("records are handed over one by one and forgotten") {
  const Records found = records_of("<feed><title>F</title><item>1</item><x/><item><item>2</item></item><end/></feed>");
  CHECK(found.records == std::vector<std::string>{"item(\"1\")", "item(item(\"2\"))"});
  CHECK(tree_text(*found.outcome.tree.top()) == "feed(title(\"F\") x end)");
  CHECK(found.outcome.broken.empty());
}

TEST_CASE("a record sees what stands before and around it") {
  source::BytesInSteps bytes("<feed lang='de'><title>F</title><list><item>1</item><item>2</item></list></feed>", 1000);
  std::vector<std::string> around;
  read_xml(
      bytes, {}, [](std::string_view name, std::string_view) { return name == "item"; },
      [&](const Node& node) {
        around.push_back(std::string(node.parent->parent->attribute("lang")) + text_of(*node.parent->parent->child("title")) +
                         text_of(node));
        return true;
      });
  CHECK(around == std::vector<std::string>{"deF1", "deF2"});
}

TEST_CASE("a record cut off is not handed over, those before it are") {
  const Records found = records_of("<feed><item>1</item><item>2");
  CHECK(found.records == std::vector<std::string>{"item(\"1\")"});
  CHECK(found.outcome.broken.starts_with("cut off"));
}

TEST_CASE("a record over a limit costs itself only") {
  XmlLimits limits;
  limits.max_bytes = 100'000;
  const std::string long_text(300'000, 'x');
  const Records found = records_of("<feed><item>1</item><item>" + long_text + "</item><item>3</item></feed>", limits);
  CHECK(found.records == std::vector<std::string>{"item(\"1\")", "item(\"3\")"});
  CHECK(found.refusals == std::vector<std::string>{"larger than 100000 bytes, the limit for one record"});

  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<d>";
  for (int i = 0; i < 300; ++i) deep += "</d>";
  const Records nested = records_of("<feed><item>" + deep + "</item><item>2</item></feed>");
  CHECK(nested.records == std::vector<std::string>{"item(\"2\")"});
  CHECK(nested.refusals == std::vector<std::string>{"elements nested more than 256 deep"});
}

TEST_CASE("reading ends when the caller has enough") {
  const Records found = records_of("<feed><item>1</item><item>2</item><item>3</item></feed>", {}, 2);
  CHECK(found.records.size() == 2);
  CHECK(found.outcome.broken.empty());
}

TEST_CASE("a million records take the memory of one") {
  std::string xml = "<feed>";
  for (int i = 0; i < 200'000; ++i) xml += "<item a='1'><b>text</b></item>";
  XmlLimits limits;
  limits.max_nodes = 100;
  std::size_t count = 0;
  source::BytesInSteps bytes(xml, 1u << 20);
  const XmlOutcome outcome = read_xml(
      bytes, limits, [](std::string_view name, std::string_view) { return name == "item"; }, [&](const Node&) { return ++count > 0; });
  CHECK(count == 200'000);
  CHECK(outcome.tree.nodes() < 10);
}

TEST_CASE("the root element of a head") {
  const auto root = [](std::string_view head) {
    const XmlRoot found = xml_root(head);
    return found.prefix + "|" + found.name + "|" + found.space;
  };
  CHECK(root("<?xml version='1.0'?>\n<!-- x > --><!DOCTYPE nitf [<!ENTITY a '>'>]><nitf change.date='x'>") == "|nitf|");
  CHECK(root("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"\n xmlns:rdf = 'urn:rdf'>") == "rdf|RDF|urn:rdf");
  CHECK(root("\xEF\xBB\xBF  <feed xmlns='urn:atom'/>") == "|feed|urn:atom");
  CHECK(root("no xml") == "||");
  CHECK(root("<") == "||");
  CHECK(root("<!-- never ends <a>") == "||");
  CHECK(root("") == "||");
}

}  // namespace
