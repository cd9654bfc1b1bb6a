// What we write Xapian reads: the same documents through its own writer and through ours must be the same to it.
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/pack.h"

#ifdef __SANITIZE_ADDRESS__
// See indexer/store/check.cpp.
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }  // NOLINT(bugprone-reserved-identifier)
#endif

using namespace backfile::glass;
namespace fs = std::filesystem;

namespace {

struct Folder {
  const std::string path = (fs::temp_directory_path() / ("glass-" + std::to_string(std::random_device()()))).string();
  Folder() { fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
};

// Terms of every length and some with bytes over 0x7F, positions dense and far apart, values long and short, texts of no and of many bytes.
void fill(Document& document, std::mt19937& random, std::string& data) {
  document.clear();
  const auto up_to = [&](unsigned most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
  data.clear();
  for (unsigned i = up_to(3) == 0 ? 0 : up_to(9000); i > 0; --i) data.push_back(static_cast<char>('a' + up_to(20)));
  document.set_data(data);
  std::uint32_t position = 0;
  for (unsigned i = up_to(400); i > 0; --i) {
    std::string word(1, static_cast<char>('a' + up_to(25)));
    for (unsigned length = up_to(i % 50 == 0 ? 240 : 3); length > 0; --length) word.push_back(static_cast<char>(1 + up_to(253)));
    position += 1 + up_to(i % 7 == 0 ? 100'000 : 3);
    document.add_position({}, word, position);
    document.add_term("Z:", word.substr(0, 2), 1 + up_to(200));
    if (up_to(4) == 0) document.add_position("S", word, position, 0);
  }
  document.add_filter("XALL");
  for (std::uint32_t slot = 0; slot < kMaxSlots; slot += 1 + up_to(5)) {
    document.add_value(slot, std::string(up_to(slot == 3 ? 3000 : 30), 'v') + static_cast<char>('a' + up_to(20)));
  }
}

Xapian::Document xapian_document(Document& from) {
  from.sort();
  Xapian::Document made;
  made.set_data(std::string(from.data()));
  std::vector<std::uint32_t> positions;
  for (const Document::Term& term : from.terms()) {
    made.add_term(std::string(from.name(term)), term.occurrences);
    from.positions_of(term, positions);
    for (const std::uint32_t position : positions) made.add_posting(std::string(from.name(term)), position, 0);
  }
  for (const auto& [slot, value] : from.values()) made.add_value(slot, value);
  return made;
}

// Everything that Xapian says of a document.
std::string told(const Xapian::Database& database, Xapian::docid id) {
  const Xapian::Document document = database.get_document(id);
  std::string all = document.get_data() + "|" + std::to_string(database.get_doclength(id));
  for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term) {
    all += "|" + *term + "^" + std::to_string(term.get_wdf());
    for (auto at = database.positionlist_begin(id, *term); at != database.positionlist_end(id, *term); ++at)
      all += "," + std::to_string(*at);
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    all += "|" + std::to_string(value.get_valueno()) + "=" + *value;
  return all;
}

std::string told_of(const Xapian::Database& database, const std::string& term) {
  std::string all = std::to_string(database.get_termfreq(term)) + "/" + std::to_string(database.get_collection_freq(term));
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting)
    all += "|" + std::to_string(*posting) + "^" + std::to_string(posting.get_wdf()) + "^" + std::to_string(posting.get_doclength());
  return all;
}

void check_same(const Xapian::Database& ours, const Xapian::Database& theirs) {
  REQUIRE(ours.get_doccount() == theirs.get_doccount());
  CHECK(ours.get_lastdocid() == theirs.get_lastdocid());
  CHECK(ours.get_total_length() == theirs.get_total_length());
  CHECK(ours.get_doclength_lower_bound() == theirs.get_doclength_lower_bound());
  CHECK(ours.get_doclength_upper_bound() == theirs.get_doclength_upper_bound());
  for (Xapian::docid id = 1; id <= theirs.get_lastdocid(); ++id) REQUIRE(told(ours, id) == told(theirs, id));
  auto mine = ours.allterms_begin();
  for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term, ++mine) {
    REQUIRE(mine != ours.allterms_end());
    REQUIRE(*mine == *term);
    REQUIRE(told_of(ours, *term) == told_of(theirs, *term));
  }
  CHECK(mine == ours.allterms_end());
  for (Xapian::valueno slot = 0; slot < kMaxSlots; ++slot) {
    CHECK(ours.get_value_freq(slot) == theirs.get_value_freq(slot));
    CHECK(ours.get_value_lower_bound(slot) == theirs.get_value_lower_bound(slot));
    CHECK(ours.get_value_upper_bound(slot) == theirs.get_value_upper_bound(slot));
  }
}

}  // namespace

TEST_CASE("Xapian reads of our database what it reads of its own, and finds its tables in order") {
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
    check_same(Xapian::Database(ours), reference);
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
  CHECK(Xapian::Database::check(ours, 0, nullptr) == 0);
  const std::string compacted = folder.path + "/compacted", reference = folder.path + "/reference";
  first.compact(compacted);
  second.compact(reference);
  Xapian::Database one(compacted), other(reference);
  REQUIRE(one.get_doccount() == other.get_doccount());
  for (auto id = other.postlist_begin({}); id != other.postlist_end({}); ++id) REQUIRE(told(one, *id) == told(other, *id));
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
