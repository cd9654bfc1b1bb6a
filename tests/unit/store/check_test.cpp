#include "indexer/store/check.h"

#include <fstream>

#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;

namespace {

void flip_byte(const std::string& file, std::streamoff offset) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  REQUIRE(stream);
  stream.seekg(offset);
  const char byte = static_cast<char>(stream.get() ^ 0x40);
  stream.seekp(offset);
  stream.put(byte);
}

}  // namespace

TEST_CASE_FIXTURE(ArchiveFixture, "a sound archive has no problems, whichever way its articles came") {
  CHECK(check(path)->sound());
  load("a", 50, 0);
  load("b", 50, 0);
  auto report = check(path);
  REQUIRE(report);
  CHECK(report->sound());
  CHECK(report->articles == 100);
  CHECK(report->summed_databases == 2);
  put("a1", "changed");
  put("c1", "new");
  report = check(path);
  REQUIRE(report);
  CHECK(report->sound());
  CHECK(report->articles == 101);
  CHECK(report->summed_databases == 1);
}

TEST_CASE_FIXTURE(ArchiveFixture, "an archive is sound when the first article of a chunk of positions was deleted") {
  load("a", 50, 0);
  put("a0", "changed");
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  (*writer)->remove("a1", {});
  REQUIRE((*writer)->commit());
  const auto report = check(path);
  REQUIRE(report);
  CHECK_MESSAGE(report->sound(), report->problems.front());
  CHECK(report->articles == 49);
}

TEST_CASE_FIXTURE(ArchiveFixture, "one flipped bit in a finished database is noticed") {
  load("a", 200, 0);
  const std::string database = path + "/" + read_manifest(path)->databases.at(0);
  flip_byte(database + "/docdata.glass", 5000);
  const auto report = check(path);
  REQUIRE(report);
  CHECK_FALSE(report->sound());
}

TEST_CASE_FIXTURE(ArchiveFixture, "an article in two databases, and a database that is gone, are noticed") {
  load("a", 3, 0);
  load("b", 3, 0);
  auto access = begin_writing(path, 1);
  REQUIRE(access);
  Manifest manifest = access->manifest;
  const auto databases = manifest.databases;
  manifest.databases = {databases[0], databases[0]};
  REQUIRE(access->promote(manifest));
  auto report = check(path);
  REQUIRE(report);
  REQUIRE_FALSE(report->sound());
  CHECK(report->problems[0].find("2 times") != std::string::npos);
  manifest.databases = {databases[0], "g999999"};
  REQUIRE(access->promote(manifest));
  report = check(path);
  REQUIRE(report);
  CHECK_FALSE(report->sound());
}

TEST_CASE_FIXTURE(ArchiveFixture, "a document that is no article, or under another's id, is noticed") {
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  (*writer)->put("a1", document("a2", "flood"));
  Xapian::Document nonsense = document("a3", "comet");
  nonsense.set_data("\xFF\xFF\xFF nonsense");
  (*writer)->put("a3", nonsense);
  (*writer)->put("a4", document("a4", "sound"));
  REQUIRE((*writer)->commit());
  writer->reset();
  const auto report = check(path);
  REQUIRE(report);
  CHECK_FALSE(report->sound());
}
