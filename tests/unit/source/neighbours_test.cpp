// What an entry can reach around it: in folders, beside files named alone, in containers, and what it cannot.
#include "indexer/source/neighbours.h"

#include <doctest/doctest.h>

#include "containers.h"

namespace backfile::source {
namespace {

using Names = std::vector<std::string>;

/// Calls `visit` for the entry whose name ends so.
void at_entry(const Names& arguments, const std::string& ending, const std::function<void(Neighbours*)>& visit) {
  int met = 0;
  walk(
      arguments, {},
      [&](Entry& entry) {
        if (!entry.name.ends_with(ending)) return true;
        ++met;
        visit(entry.neighbours);
        return true;
      },
      [](const std::string&, const Error&) {});
  CHECK(met == 1);
}

/// "name: bytes" of each; '…' behind bytes that were cut, '!' before an error.
Names read(Neighbours& neighbours, const Names& names, std::size_t max_bytes = 1000) {
  Names out;
  neighbours.read(names, max_bytes, [&](const std::string& name, Result<Neighbours::Bytes>&& read) {
    out.push_back(name + ": " + (read ? read->bytes + (read->whole ? "" : "…") : "!" + read.error().message));
  });
  return out;
}

const std::vector<Packed> kIssue = {{"issue/mets.xml", "mets"}, {"issue/text/2.xml", "two"}, {"issue/text/1.xml", "one"},
                                    {"issue/.hidden", "no"},    {"other/3.xml", "three"},    {"issue/text/4.xml.gz", compress("four")}};

void write(const TemporaryFolder& folder) {
  for (const auto& file : kIssue) folder.write(file.name, file.bytes);
}

TEST_CASE("an entry in a folder reaches what lies below the folder that was named") {
  const TemporaryFolder folder;
  write(folder);
  at_entry({folder.at("")}, "mets.xml", [&](Neighbours* around) {
    REQUIRE(around);
    CHECK(around->place() == "issue/mets.xml");
    CHECK(around->list("issue", false) == Names{"issue/mets.xml"});
    CHECK(around->list("issue", true) == Names{"issue/mets.xml", "issue/text/1.xml", "issue/text/2.xml", "issue/text/4.xml.gz"});
    CHECK(around->list("", false).empty());
    CHECK(read(*around, {"issue/text/2.xml", "issue/text/1.xml", "issue/text/2.xml"}) ==
          Names{"issue/text/1.xml: one", "issue/text/2.xml: two"});
    CHECK(read(*around, {"issue/text/4.xml.gz"}) == Names{"issue/text/4.xml.gz: four"});
    CHECK(read(*around, {"issue/text/4.xml.gz", "issue/text/1.xml"}, 3) == Names{"issue/text/1.xml: one", "issue/text/4.xml.gz: fou…"});
    CHECK(around->visited("other/3.xml"));
  });
}

TEST_CASE("nothing outside the folder is reached, by no name and no link") {
  const TemporaryFolder outside, folder;
  write(folder);
  outside.write("secret.xml", "secret");
  fs::create_directory_symlink(outside.at(""), folder.at("issue/out"));
  fs::create_symlink(outside.at("secret.xml"), folder.at("issue/link.xml"));
  fs::create_symlink(folder.at("other/3.xml"), folder.at("issue/inner.xml"));
  at_entry({folder.at("")}, "mets.xml", [&](Neighbours* around) {
    CHECK(around->list("issue", false) == Names{"issue/mets.xml"});
    CHECK(around->list("..", true).empty());
    CHECK(around->list("issue/out", true).empty());
    for (const std::string& name : {outside.at("secret.xml"), std::string("../secret.xml"), std::string("issue/../../secret.xml"),
                                    std::string("issue//mets.xml"), std::string("issue/./mets.xml"), std::string()}) {
      CHECK(read(*around, {name}) == Names{name + ": !is no path below the folder"});
    }
    CHECK(read(*around, {"issue/none.xml"}) == Names{"issue/none.xml: !is missing"});
    for (const char* name : {"issue/link.xml", "issue/out/secret.xml", "issue/inner.xml"})
      CHECK(read(*around, {name}) == Names{std::string(name) + ": !is a link that is not followed"});
  });
}

TEST_CASE("a file named alone reaches what lies below its folder, and beside that only what was named too") {
  const TemporaryFolder folder;
  write(folder);
  at_entry({folder.at("issue/mets.xml")}, "mets.xml", [&](Neighbours* around) {
    REQUIRE(around);
    const std::string issue = around->place().substr(0, around->place().rfind('/'));
    CHECK(read(*around, {issue + "/text/1.xml"}) == Names{issue + "/text/1.xml: one"});
    CHECK_FALSE(around->visited(issue + "/text/1.xml"));
    CHECK(around->visited(issue + "/mets.xml"));
  });
  at_entry({folder.at("issue/text/1.xml"), folder.at("other/3.xml")}, "1.xml", [&](Neighbours* around) {
    CHECK(around->place() == "text/1.xml");
    CHECK(read(*around, {"mets.xml"}) == Names{"mets.xml: !is no path below the folder"});
  });
  at_entry({folder.at("issue/text/1.xml"), folder.at("issue/mets.xml")}, "1.xml",
           [&](Neighbours* around) { CHECK(read(*around, {"mets.xml"}) == Names{"mets.xml: mets"}); });
  at_entry({folder.at("issue/text/1.xml"), folder.at("issue/")}, "/issue/text/1.xml",
           [&](Neighbours* around) { CHECK(around->visited("mets.xml")); });
}

TEST_CASE("an entry of a container reaches the container's other entries, wherever they stand in it") {
  const TemporaryFolder folder;
  const std::string zip = pack(kIssue, "zip");
  for (const auto& [name, bytes] :
       std::map<std::string, std::string>{{"a.zip", zip},
                                          {"a.tar", pack(kIssue, "tar")},
                                          {"a.tar.gz", pack(kIssue, "tar", ARCHIVE_FILTER_GZIP)},
                                          {"a.zip.gz", compress(zip)},
                                          {"b.tar", pack({{"x.txt", "x"}, {"inner/a.zip", zip}, {"y.txt", "y"}}, "tar")}}) {
    INFO(name);
    at_entry({folder.write(name, bytes)}, "issue/text/2.xml", [&](Neighbours* around) {
      REQUIRE(around);
      CHECK(around->place() == "issue/text/2.xml");
      CHECK(around->list("issue", true) == Names{"issue/mets.xml", "issue/text/1.xml", "issue/text/2.xml", "issue/text/4.xml.gz"});
      CHECK(around->list("issue", false) == Names{"issue/mets.xml"});
      CHECK(read(*around, {"issue/text/4.xml.gz", "issue/text/1.xml"}) == Names{"issue/text/1.xml: one", "issue/text/4.xml.gz: four"});
      CHECK(read(*around, {"other/3.xml", "issue/mets.xml", "none"}, 4) ==
            Names{"none: !is missing", "issue/mets.xml: mets", "other/3.xml: thre…"});
      CHECK(read(*around, {"../a.zip"}) == Names{"../a.zip: !is missing"});
    });
  }
}

TEST_CASE("links and climbing names of a container are no neighbours") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.tar", pack({{"mets.xml", "m"}, {"link.xml", "", AE_IFLNK, "/etc/passwd"}, {"../up.xml", "u"}}, "tar"));
  at_entry({path}, "mets.xml", [&](Neighbours* around) {
    CHECK(around->list("", true) == Names{"mets.xml"});
    CHECK(read(*around, {"link.xml"}) == Names{"link.xml: !is missing"});
  });
}

TEST_CASE("a container made to be read again and again is not") {
  const TemporaryFolder folder;
  std::vector<Packed> members;
  for (int i = 0; i < 100; ++i) members.push_back({std::to_string(100 + i), "x"});
  at_entry({folder.write("a.tar", pack(members, "tar"))}, "!100", [&](Neighbours* around) {
    int refused = 0;
    for (int i = 99; i >= 0; --i) refused += read(*around, {std::to_string(100 + i)}).front().find("too far") != std::string::npos;
    CHECK(refused > 0);
  });
}

TEST_CASE("what a reader notes stays for the walk of one folder") {
  const TemporaryFolder folder;
  write(folder);
  std::vector<bool> noted;
  walk(
      {folder.at("issue"), folder.at("other")}, {},
      [&](Entry& entry) {
        std::any& note = entry.neighbours->note("test");
        noted.push_back(note.has_value());
        note = 1;
        return true;
      },
      [](const std::string&, const Error&) {});
  CHECK(noted == std::vector<bool>{false, true, true, true, false});
}

}  // namespace
}  // namespace backfile::source
