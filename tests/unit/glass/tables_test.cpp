// What we write Xapian reads: the same documents through its own writer and through ours must be the same to it.
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/join.h"
#include "indexer/glass/pack.h"
#include "tests/unit/glass/databases.h"

#ifdef __SANITIZE_ADDRESS__
// See indexer/store/check.cpp.
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }  // NOLINT(bugprone-reserved-identifier)
#endif

using namespace backfile::glass;

TEST_CASE("Xapian reads of our database what it reads of its own, but for positions, and finds its tables in order") {
  const Folder folder;
  std::mt19937 random(7);
  for (const std::uint32_t documents : {1u, 2u, 150u, 900u}) {
    const std::string ours = folder.path + "/ours" + std::to_string(documents),
                      theirs = folder.path + "/theirs" + std::to_string(documents);
    auto writer = DatabaseWriter::create(ours);
    REQUIRE(writer);
    Xapian::WritableDatabase reference(theirs, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    PartBuilder part;
    Document& document = part.document();
    std::string data;
    for (std::uint32_t i = 0; i < documents; ++i) {
      fill(document, random, data);
      reference.add_document(xapian_document(document));
      REQUIRE(part.add());
      if (random() % 100 == 0) (*writer)->add(part.finish());
    }
    if (part.documents() > 0) (*writer)->add(part.finish());
    reference.commit();
    REQUIRE((*writer)->finish());
    std::vector<Xapian::docid> all(documents);
    std::iota(all.begin(), all.end(), 1u);
    check_same(Ours(ours), Theirs(theirs), all);
    CHECK(Xapian::Database::check(ours, 0, nullptr) == 0);
  }
}

TEST_CASE("Xapian changes our database like one of its own, and compacts it") {
  const Folder folder;
  std::mt19937 random(11);
  const std::string ours = folder.path + "/ours", theirs = folder.path + "/theirs";
  auto writer = DatabaseWriter::create(ours);
  REQUIRE(writer);
  PartBuilder part;
  Document& document = part.document();
  std::string data;
  {
    Xapian::WritableDatabase reference(theirs, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    for (int i = 0; i < 300; ++i) {
      fill(document, random, data);
      reference.add_document(xapian_document(document));
      REQUIRE(part.add());
    }
  }
  (*writer)->add(part.finish());
  REQUIRE((*writer)->finish());
  Xapian::WritableDatabase first(ours, Xapian::DB_OPEN), second(theirs, Xapian::DB_OPEN);
  for (int round = 0; round < 200; ++round) {
    const Xapian::docid id = 1 + random() % 330;
    fill(document, random, data);
    const Xapian::Document made = xapian_document(document);
    for (Xapian::WritableDatabase* database : {&first, &second}) {
      if (id > database->get_lastdocid()) {
        database->add_document(made);
      } else if (round % 3 == 0) {
        database->replace_document(id, made);
        if (round % 2 == 0) database->delete_document(id);
      } else {
        database->replace_document(id, made);
      }
      if (round % 20 == 0) database->commit();
    }
  }
  first.commit();
  second.commit();
  const std::string compacted = folder.path + "/compacted", reference = folder.path + "/reference";
  first.compact(compacted);
  second.compact(reference);
  // By Xapian's compactor and by ours, which leaves out the positions of what is gone.
  const std::string joined = folder.path + "/joined";
  REQUIRE(join({ours}, joined));
  Theirs other(reference);
  for (const std::string& path : {ours, compacted, joined}) {
    Ours one(path);
    REQUIRE(one.database.get_doccount() == other.database.get_doccount());
    for (auto id = other.database.postlist_begin({}); id != other.database.postlist_end({}); ++id)
      REQUIRE(told(one, *id) == told(other, *id));
    const bool may_be_stale = path != joined;
    CHECK(unsound_entries(path, may_be_stale) == 0);
  }
}

TEST_CASE("what Xapian's tables cannot hold is refused, and nothing of it is added") {
  PartBuilder part;
  Document& document = part.document();
  document.set_data("text");
  document.add_filter(std::string(246, 'x'));
  CHECK_FALSE(part.add());
  document.clear();
  document.add_filter(std::string("a\0b", 3));
  CHECK_FALSE(part.add());
  document.clear();
  document.add_value(kMaxSlots, "v");
  CHECK_FALSE(part.add());
  CHECK(part.documents() == 0);
}

TEST_CASE("a database without a position has no table of them") {
  const Folder folder;
  auto writer = DatabaseWriter::create(folder.path + "/d");
  REQUIRE(writer);
  PartBuilder part;
  Document& document = part.document();
  document.add_term({}, "word", 3);
  REQUIRE(part.add());
  (*writer)->add(part.finish());
  const auto sums = (*writer)->finish();
  REQUIRE(sums);
  CHECK(sums->size() == 3);  // no positions, no texts
  const Xapian::Database database(folder.path + "/d");
  CHECK(database.get_doclength(1) == 3);
  CHECK_FALSE(database.has_positions());
  CHECK(Xapian::Database::check(folder.path + "/d", 0, nullptr) == 0);
}

TEST_CASE("packed numbers sort as the numbers do") {
  std::string last;
  for (std::uint64_t number = 1; number < 0xFFFFFFFF; number += 1 + number / 3) {
    std::string packed;
    append_sortable(packed, static_cast<std::uint32_t>(number));
    CHECK(last < packed);
    last = packed;
  }
}

TEST_CASE("gathered words are counted and kept apart by prefix, also when there are very many") {
  Document document;
  for (int round = 0; round < 3; ++round) {
    for (std::uint32_t i = 0; i < 20'000; ++i) document.add_position("", "w" + std::to_string(i % 10'000), i + 1);
    document.add_position("S", "w1", 3);
    document.add_position("S", "w1", 1);
    document.add_position("", "Sw1", 3, 0);
    document.add_term("Z", "w1");
    document.add_term("Z", "w1");
    document.sort();
    CHECK(document.different() == 10'002);
    CHECK(document.name(document.terms().front()) == "Sw1");
    CHECK(document.terms().front().occurrences == 2);
    std::vector<std::uint32_t> positions;
    document.positions_of(document.terms().front(), positions);
    CHECK(positions == std::vector<std::uint32_t>{1, 3});
    round == 0 ? document.clear() : document.forget_terms();
  }
}
