// What was purged is in no file of the archive, neither as text nor as a word.
#include "indexer/store/purge.h"

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "indexer/store/check.h"
#include "indexer/store/look_up.h"
#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;
namespace fs = std::filesystem;

namespace {

/// Files that hold these bytes as they are: words stand so among the terms, short texts among the stored forms.
std::size_t files_with(const std::string& archive, const std::string& bytes) {
  std::size_t found = 0;
  for (const auto& entry : fs::recursive_directory_iterator(archive)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    found += content.find(bytes) != std::string::npos;
  }
  return found;
}

}  // namespace

TEST_CASE_FIXTURE(ArchiveFixture, "nothing is left of a load all of whose articles were deleted and purged") {
  load("b", 3, 0);
  CHECK(files_with(path, "loaded") > 0);
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  for (const char* id : {"b0", "b1", "b2"}) (*writer)->remove(id, {});
  REQUIRE((*writer)->commit());
  writer->reset();
  REQUIRE(purge_deleted(path, 1));
  CHECK(files_with(path + "/" + read_manifest(path)->databases.at(0), "loaded") == 0);
  const auto report = check(path);
  REQUIRE(report);
  CHECK_MESSAGE(report->sound(), report->problems.front());
}

TEST_CASE_FIXTURE(ArchiveFixture, "a deleted article's words stay in freed blocks until it is purged, and then are gone from every file") {
  put("a1", "xqzzyplugh");
  load("b", 50, 0);
  put("b7", "wobblefrotz");
  put("b7", "loaded");
  CHECK(files_with(path, "xqzzyplugh") > 0);
  {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->remove("a1", "by order of the court");
    REQUIRE((*writer)->commit());
  }
  CHECK(with_word("xqzzyplugh") == 0);
  CHECK(files_with(path, "xqzzyplugh") > 0);
  auto follower = Reader::open(path);
  REQUIRE(follower);
  std::atomic<bool> done = false;
  std::atomic<unsigned> failures = 0;
  std::thread reading([&] {
    while (!done) {
      if (!(*follower)->with([](Xapian::Database& database) { return database.get_termfreq(schema::word_term("loaded")); })) ++failures;
    }
  });
  const auto purged = purge_deleted(path, 1);
  done = true;
  reading.join();
  REQUIRE_MESSAGE(purged, purged.error().message);
  CHECK(purged->rewritten == 3);
  CHECK(purged->still_open_in.empty());
  CHECK(failures == 0);
  CHECK(files_with(path, "xqzzyplugh") == 0);
  CHECK(files_with(path, "wobblefrotz") == 0);
  CHECK(articles() == 50);
  const auto stone = (*follower)->with([&](Xapian::Database&) { return look_up(**follower, "a1", article::now_instant()); });
  REQUIRE(stone);
  REQUIRE(*stone);
  CHECK((*stone)->data == "by order of the court");
  const auto report = check(path);
  REQUIRE(report);
  CHECK_MESSAGE(report->sound(), report->problems.front());
  CHECK(report->summed_databases == report->databases);
  CHECK(purge_deleted(path, 1)->rewritten == 0);
}
