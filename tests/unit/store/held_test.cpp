// Articles that readers may not see yet, or no more: where they lie, how they come and go, and what a crash in between leaves.
#include <filesystem>
#include <optional>

#include "indexer/article/date.h"
#include "indexer/store/check.h"
#include "indexer/store/info.h"
#include "indexer/store/look_up.h"
#include "indexer/store/purge.h"
#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kFar = 400'000'000'000;  // an instant

struct HeldFixture : ArchiveFixture {
  static Xapian::Document withheld(const std::string& id, const std::string& title) {
    Xapian::Document made = document(id, title);
    made.add_boolean_term(schema::held_term("withheld"));
    made.add_value(schema::kDigestSlot, "withheld" + title);
    return made;
  }

  static Xapian::Document embargoed(const std::string& id, const std::string& title, std::int64_t until) {
    Xapian::Document made = document(id, title);
    made.add_boolean_term(schema::embargo_term());
    made.add_boolean_term(schema::embargo_end_term(until));
    made.add_value(schema::kEmbargoSlot, schema::time_value(until));
    made.add_value(schema::kDigestSlot, "until " + std::to_string(until) + title);
    return made;
  }

  Outcome put(const std::string& id, const Xapian::Document& document) const {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->put(id, document);
    return outcome_of(**writer);
  }
  Outcome put(const std::string& id, const std::string& title) const { return put(id, document(id, title)); }

  Outcome remove(const std::string& id, const std::string& reason = {}) const {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->remove(id, reason);
    return outcome_of(**writer);
  }

  static Outcome outcome_of(Writer& writer) {
    auto applied = writer.commit();
    REQUIRE(applied);
    return applied->outcomes.at(0);
  }

  /// Forms of the id that a search at this instant could show: by the terms that say what may be seen.
  std::size_t shown(const std::string& id, std::int64_t now = article::now_instant()) const {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    Xapian::Enquire enquire((*reader)->matching(now));
    std::vector<Xapian::Query> hidden{
        Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(schema::embargo_term()),
                      Xapian::Query(Xapian::Query::OP_VALUE_GE, schema::kEmbargoSlot, schema::time_value(now + 1)))};
    for (const char* state : {"withheld", "canceled", "gone"}) hidden.emplace_back(schema::held_term(state));
    for (const std::string& one : (*reader)->doubled()) hidden.emplace_back(schema::held_copy_term(one));
    enquire.set_query(
        {Xapian::Query::OP_AND_NOT, Xapian::Query(schema::id_term(id)), {Xapian::Query::OP_OR, hidden.begin(), hidden.end()}});
    return enquire.get_mset(0, 10).size();
  }

  std::optional<Known> known(const std::string& id, std::int64_t now = article::now_instant()) const {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    return look_up(**reader, id, now);
  }

  /// As if the process had been killed before it changed this database: what `change` does there is undone.
  template <class Change>
  void killed_before_changing(const std::string& database, Change&& change) const {
    fs::copy(path + "/" + database, path + ".kept", fs::copy_options::recursive);
    change();
    fs::remove_all(path + "/" + database);
    fs::rename(path + ".kept", path + "/" + database);
  }

  void must_be_sound() const {
    const auto report = check(path);
    REQUIRE(report);
    CHECK_MESSAGE(report->sound(), report->problems.front());
  }
};

}  // namespace

TEST_CASE_FIXTURE(HeldFixture, "what is withheld or embargoed is in no visible database, and what words are read from does not have it") {
  put("a1", "flood");
  CHECK(put("a2", withheld("a2", "secret")) == Outcome::added);
  CHECK(put("a3", embargoed("a3", "tomorrow", kFar)) == Outcome::added);
  CHECK(articles() == 1);
  CHECK(with_word("secret") == 0);
  CHECK(with_word("tomorrow") == 0);
  CHECK(shown("a2") == 0);
  CHECK(shown("a3") == 0);
  CHECK(put("a2", withheld("a2", "secret")) == Outcome::unchanged);
  const auto counted = info(path);
  REQUIRE(counted);
  CHECK(counted->articles == 1);
  CHECK(counted->withheld == 1);
  CHECK(counted->embargoed == 1);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "an embargoed article is matched from its second on, without a writer, and moved by the next one") {
  const std::int64_t now = article::now_instant();
  put("a1", "flood");
  put("a2", embargoed("a2", "tomorrow", now + 1000));
  auto reader = Reader::open(path);
  REQUIRE(reader);
  CHECK((*reader)->embargoes_passed(now + 999) == 0);
  CHECK((*reader)->embargoes_passed(now + 1000) == 1);
  CHECK((*reader)->embargoes_passed(now + 999) == 0);
  CHECK(shown("a2", now + 999) == 0);
  CHECK(shown("a2", now + 1000) == 1);
  CHECK(with_word("tomorrow") == 0);
  CHECK_FALSE(known("a2", now + 999));
  CHECK(known("a2", now + 1000)->state == Known::State::visible);

  put("a3", embargoed("a3", "soon", now + 1));
  while (article::now_instant() <= now) {
  }
  CHECK(shown("a3") == 1);
  put("a4", "strike");
  CHECK(with_word("soon") == 1);
  CHECK(shown("a3") == 1);
  CHECK(put("a3", embargoed("a3", "soon", now + 1)) == Outcome::unchanged);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "what was under embargo when the archive was purged keeps its positions when it is moved") {
  const std::int64_t now = article::now_instant();
  put("a1", embargoed("a1", "soon", now + 1));
  REQUIRE(purge_deleted(path, 1));
  while (article::now_instant() <= now) {
  }
  put("a2", "strike");
  CHECK(with_word("soon") == 1);
  CHECK(positions("a1", "soon") == std::vector<std::uint32_t>{1});
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "an article that is withheld, shown again and embargoed is in one place at a time") {
  load("b", 5, 0);
  CHECK(put("b2", withheld("b2", "loaded")) == Outcome::replaced);
  CHECK(shown("b2") == 0);
  CHECK(articles() == 4);
  CHECK(put("b2", "again") == Outcome::replaced);
  CHECK(shown("b2") == 1);
  CHECK(articles() == 5);
  CHECK(put("b2", embargoed("b2", "later", kFar)) == Outcome::replaced);
  CHECK(shown("b2") == 0);
  CHECK(put("b2", withheld("b2", "later")) == Outcome::replaced);
  CHECK(put("b2", "again") == Outcome::replaced);
  CHECK(shown("b2") == 1);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "an id that changes sides several times within a batch ends as it was put last") {
  auto writer = Writer::open(path, 1);
  REQUIRE(writer);
  (*writer)->put("a1", document("a1", "flood"));
  (*writer)->put("a1", withheld("a1", "flood"));
  (*writer)->put("a1", document("a1", "comet"));
  (*writer)->remove("a1", "a mistake");
  (*writer)->put("a1", withheld("a1", "strike"));
  (*writer)->put("a1", document("a1", "harbour"));
  (*writer)->put("a2", withheld("a2", "x"));
  auto applied = (*writer)->commit();
  REQUIRE(applied);
  CHECK(applied->outcomes == std::vector{Outcome::added, Outcome::replaced, Outcome::replaced, Outcome::deleted, Outcome::added,
                                         Outcome::replaced, Outcome::added});
  writer->reset();
  CHECK(shown("a1") == 1);
  CHECK(with_word("harbour") == 1);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "what is deleted leaves a tombstone with its reason, and nothing where nobody could know of it") {
  put("a1", "flood");
  put("a2", withheld("a2", "secret"));
  CHECK(remove("a1", "the court said so") == Outcome::deleted);
  CHECK(remove("a1") == Outcome::gone);
  CHECK(remove("nobody") == Outcome::unknown);
  CHECK(remove("a2") == Outcome::deleted);
  CHECK_FALSE(known("a2"));
  const auto stone = known("a1");
  REQUIRE(stone);
  CHECK(stone->state == Known::State::deleted);
  CHECK(stone->data == "the court said so");
  CHECK(stone->since >= article::now_instant() - 5);
  CHECK(shown("a1") == 0);
  CHECK(articles() == 0);
  CHECK(info(path)->tombstones == 1);
  must_be_sound();
  CHECK(put("a1", "flood") == Outcome::added);
  CHECK(shown("a1") == 1);
  CHECK(info(path)->tombstones == 0);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture,
                  "a kill between the two commits of a withdrawal shows the article as before until the next writer withdraws it") {
  put("a1", "flood");
  put("a2", withheld("a2", "x"));
  killed_before_changing(read_manifest(path)->databases.at(0), [&] { put("a1", embargoed("a1", "flood", kFar)); });
  CHECK(shown("a1") == 1);
  CHECK(shown("a1", kFar) == 1);
  must_be_sound();
  put("a3", "strike");
  CHECK(shown("a1") == 0);
  CHECK(shown("a1", kFar) == 1);
  CHECK(articles() == 1);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "a kill between the commits of a deletion leaves the article, and the next writer deletes it") {
  put("a1", "flood");
  put("a2", withheld("a2", "x"));
  killed_before_changing(read_manifest(path)->databases.at(0), [&] { remove("a1", "reason"); });
  CHECK(shown("a1") == 1);
  must_be_sound();
  REQUIRE(begin_writing(path, 1));
  CHECK(shown("a1") == 0);
  CHECK(known("a1")->data == "reason");
}

TEST_CASE_FIXTURE(HeldFixture,
                  "a kill between the commits of a release shows the article once, and the next writer takes its held form away") {
  const std::int64_t now = article::now_instant();
  put("a1", "flood");
  put("a2", embargoed("a2", "tomorrow", now + 1000));
  killed_before_changing(read_manifest(path)->held, [&] { put("a2", "today"); });
  CHECK(shown("a2") == 1);
  CHECK(shown("a2", now + 1000) == 1);
  must_be_sound();
  REQUIRE(begin_writing(path, 1));
  CHECK(shown("a2", now + 1000) == 1);
  CHECK(info(path)->embargoed == 0);
  CHECK(with_word("today") == 1);
  must_be_sound();
}

TEST_CASE_FIXTURE(HeldFixture, "a load that overlaps what another writer withheld or deleted meanwhile wins, as the later write") {
  put("b1", withheld("b1", "x"));
  put("b2", "flood");
  remove("b2");
  const Attached attached = load("b", 4, 0);
  CHECK(attached.replaced == 1);
  CHECK(articles() == 4);
  for (const char* id : {"b0", "b1", "b2", "b3"}) CHECK(shown(id) == 1);
  CHECK(info(path)->withheld == 0);
  CHECK(info(path)->tombstones == 0);
  must_be_sound();
}
