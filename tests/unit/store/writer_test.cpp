#include "indexer/store/writer.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;

TEST_CASE_FIXTURE(ArchiveFixture, "an article put twice is there once: unchanged, or in its newer form") {
  CHECK(put("a1", "flood") == Outcome::added);
  CHECK(put("a1", "flood") == Outcome::unchanged);
  CHECK(put("a1", "comet") == Outcome::replaced);
  CHECK(articles() == 1);
  CHECK(with_word("flood") == 0);
  CHECK(with_word("comet") == 1);
}

TEST_CASE_FIXTURE(ArchiveFixture, "within one batch the later form of an article wins, and a removal is one step among others") {
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  (*writer)->put("a1", document("a1", "flood"));
  (*writer)->put("a1", document("a1", "comet"));
  (*writer)->put("a1", document("a1", "comet"));
  (*writer)->put("a2", document("a2", "strike"));
  (*writer)->remove("a2");
  (*writer)->remove("nobody");
  (*writer)->put("a2", document("a2", "harbour"));
  auto applied = (*writer)->commit();
  REQUIRE(applied);
  CHECK(applied->outcomes == std::vector{Outcome::added, Outcome::replaced, Outcome::unchanged, Outcome::added, Outcome::deleted,
                                         Outcome::unknown, Outcome::added});
  CHECK(articles() == 2);
  CHECK(with_word("harbour") == 1);
  CHECK(with_word("strike") == 0);
}

TEST_CASE_FIXTURE(ArchiveFixture, "every commit makes the archive's revision grow, and the reader sees it") {
  auto reader = Reader::open(path);
  REQUIRE(reader);
  std::uint64_t last = (*reader)->revision();
  for (int i = 0; i < 5; ++i) {
    put("a" + std::to_string(i), "flood");
    REQUIRE((*reader)->refresh());
    CHECK((*reader)->revision() > last);
    last = (*reader)->revision();
    CHECK((*reader)->database().get_doccount() == static_cast<unsigned>(i + 1));
  }
  CHECK(put("a0", "flood") == Outcome::unchanged);
  REQUIRE((*reader)->refresh());
  CHECK((*reader)->revision() == last);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a word that is too long costs its article, not the batch") {
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  (*writer)->put("a1", document("a1", "flood"));
  Xapian::Document nuls = document("a2", "comet");
  nuls.add_term(std::string(130, '\0'));  // 260 bytes as Xapian counts: accepted by add_document, thrown by commit
  (*writer)->put("a2", nuls);
  (*writer)->put("a3", document("a3", "strike"));
  auto applied = (*writer)->commit();
  REQUIRE(applied);
  CHECK(applied->outcomes == std::vector{Outcome::added, Outcome::refused, Outcome::added});
  CHECK_FALSE(applied->reasons[1].empty());
  CHECK(articles() == 2);
}

TEST_CASE_FIXTURE(ArchiveFixture, "what only Xapian notices, as late as in its commit, is found by halving, and the rest lands") {
  put("old", "before");
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  std::vector<Xapian::Document> documents;
  for (int i = 0; i < 20; ++i) {
    documents.push_back(document("a" + std::to_string(i), "flood"));
    (*writer)->put("a" + std::to_string(i), documents.back());
  }
  documents[3].add_term(std::string(130, '\0'));  // after put() has looked at it: the copies share what they hold
  documents[17].add_term(std::string(246, 'x'));
  auto applied = (*writer)->commit();
  REQUIRE(applied);
  for (std::size_t i = 0; i < 20; ++i) CHECK(applied->outcomes[i] == (i == 3 || i == 17 ? Outcome::refused : Outcome::added));
  CHECK(articles() == 19);
  writer->reset();
  CHECK(put("a3", "comet") == Outcome::added);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a second writer waits, then says that another is writing") {
  auto first = Writer::open(path, 1);
  REQUIRE(first);
  auto second = Writer::open(path, 0.05);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::locked);
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    first->reset();
  });
  CHECK(Writer::open(path, 5));
  release.join();
}

TEST_CASE_FIXTURE(ArchiveFixture, "what was put and not committed is not there") {
  {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->put("a1", document("a1", "flood"));
  }
  CHECK(articles() == 0);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a reader never fails while a writer commits many times a second") {
  put("a0", "flood");
  std::atomic<bool> done = false;
  std::thread committing([&] {
    auto writer = Writer::open(path, 1);
    for (int i = 1; i <= 60 && writer; ++i) {
      (*writer)->put("a" + std::to_string(i), document("a" + std::to_string(i), "flood"));
      if (!(*writer)->commit()) break;
    }
    done = true;
  });
  auto reader = Reader::open(path);
  REQUIRE(reader);
  unsigned failures = 0;
  while (!done) {
    auto counted = (*reader)->with([](Xapian::Database& database) {
      Xapian::Enquire enquire(database);
      enquire.set_query(Xapian::Query("flood"));
      return enquire.get_mset(0, 10, database.get_doccount()).get_matches_estimated();
    });
    if (!counted) ++failures;
  }
  committing.join();
  CHECK(failures == 0);
  CHECK(articles() == 61);
}
