// What followers of an archive are told: everything once, in its latest state, across loads, merges, moves and pages of any size.
#include "indexer/store/changes.h"

#include <map>
#include <random>

#include "indexer/article/date.h"
#include "indexer/store/merge.h"
#include "indexer/store/purge.h"
#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;
using Kind = Change::Kind;

namespace {

struct FollowedArchive : ArchiveFixture {
  std::int64_t now = article::now_instant();
  ChangesPosition position;

  void put(const std::string& id, Xapian::Document document) const {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->put(id, std::move(document));
    REQUIRE((*writer)->commit());
  }
  void put(const std::string& id, const std::string& title) const { put(id, document(id, title)); }
  void withhold(const std::string& id) const {
    Xapian::Document made = document(id, "x");
    made.add_boolean_term(schema::held_term("withheld"));
    made.add_value(schema::kDigestSlot, "withheld" + id);
    put(id, made);
  }
  void embargo(const std::string& id, std::int64_t until) const {
    Xapian::Document made = document(id, "x");
    made.add_boolean_term(schema::embargo_term());
    made.add_boolean_term(schema::embargo_end_term(until));
    made.add_value(schema::kEmbargoSlot, schema::time_value(until));
    made.add_value(schema::kDigestSlot, "until " + std::to_string(until));
    put(id, made);
  }
  void remove(const std::string& id, const std::string& reason = {}) const {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->remove(id, reason);
    REQUIRE((*writer)->commit());
  }
  void merge() const {
    auto build = BuildDirectory::create(path, 1);
    REQUIRE(build);
    REQUIRE(merge_databases(path, **build, 1));
  }

  ChangesPage page(std::size_t limit, std::int64_t at) {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    const std::uint64_t complete = (*reader)->revision();
    auto told = (*reader)->with([&](Xapian::Database&) { return changes(**reader, position, limit, complete, at); });
    REQUIRE(told);
    position = told->next;
    return *told;
  }

  /// Everything new, as "id kind", in order.
  std::vector<std::string> news(std::size_t limit = 100, std::int64_t later = 0) {
    static constexpr const char* kNames[] = {"added", "changed", "corrected", "canceled", "deleted"};
    std::vector<std::string> told;
    for (bool more = true; more;) {
      const ChangesPage next = page(limit, now + later);
      CHECK(next.changes.size() <= limit);
      for (const Change& change : next.changes) told.push_back(change.id + " " + kNames[static_cast<int>(change.kind)]);
      more = next.more;
    }
    return told;
  }
};

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(FollowedArchive, "additions, replacements and deletions are told in their order, each once") {
  CHECK(news().empty());
  put("a1", "flood");
  put("a2", "comet");
  CHECK(news() == Told{"a1 added", "a2 added"});
  CHECK(news().empty());
  put("a1", "flood again");
  put("a3", "strike");
  remove("a2", "a mistake");
  CHECK(news() == Told{"a1 changed", "a3 added", "a2 deleted"});
  put("a2", "comet");
  CHECK(news() == Told{"a2 changed"});
  position = {};
  CHECK(news(1) == Told{"a1 changed", "a3 added", "a2 changed"});
}

TEST_CASE_FIXTURE(FollowedArchive, "a bulk load is told by the revision that attached it, and stays told after merges") {
  put("a1", "flood");
  CHECK(news() == Told{"a1 added"});
  for (const char* prefix : {"b", "c", "d", "e"}) load(prefix, 3, 0);
  CHECK(news(2) == Told{"b0 added", "b1 added", "b2 added", "c0 added", "c1 added", "c2 added", "d0 added", "d1 added", "d2 added",
                        "e0 added", "e1 added", "e2 added"});
  put("c1", "new");
  remove("d2");
  merge();
  CHECK(read_manifest(path)->databases.size() == 1);
  CHECK(news() == Told{"c1 changed", "d2 deleted"});
  position = {};
  CHECK(news(2) == Told{"a1 added", "b0 added", "b1 added", "b2 added", "c0 added", "c2 added", "d0 added", "d1 added", "e0 added",
                        "e1 added", "e2 added", "c1 changed", "d2 deleted"});
}

TEST_CASE_FIXTURE(FollowedArchive, "a merge between two pages tells nothing twice and leaves nothing out") {
  for (const char* prefix : {"b", "c", "d", "e"}) load(prefix, 3, 0);
  Told told;
  for (const Change& change : page(4, now).changes) told.push_back(change.id);
  merge();
  for (const Change& change : page(100, now).changes) told.push_back(change.id);
  CHECK(told == Told{"b0", "b1", "b2", "c0", "c1", "c2", "d0", "d1", "d2", "e0", "e1", "e2"});
}

TEST_CASE_FIXTURE(FollowedArchive, "an embargoed article is told when its embargo ends, once, whether a writer has moved it or not") {
  put("a1", "flood");
  CHECK(news() == Told{"a1 added"});
  embargo("a2", now + 100);
  embargo("a3", now + 200);
  CHECK(news().empty());
  CHECK(news(100, 99).empty());
  CHECK(news(100, 100) == Told{"a2 added"});
  CHECK(news(100, 150).empty());
  put("a4", "strike");
  CHECK(news(100, 300) == Told{"a4 added", "a3 added"});
  CHECK(news(100, 400).empty());
  position = {};
  CHECK(news(1, 400) == Told{"a1 added", "a2 added", "a3 added", "a4 added"});
}

TEST_CASE_FIXTURE(FollowedArchive, "an embargo that ends while a follower turns pages is told in the next round") {
  for (const char* id : {"a1", "a2", "a3"}) put(id, "flood");
  embargo("e1", now + 100);
  CHECK(page(2, now).changes.size() == 2);
  CHECK(news(100, 150) == Told{"a3 added"});
  CHECK(news(100, 160) == Told{"e1 added"});
  CHECK(news(100, 170).empty());
}

TEST_CASE_FIXTURE(FollowedArchive, "what a writer releases is not told again") {
  embargo("a1", now + 1);
  CHECK(news(100, 1) == Told{"a1 added"});
  while (article::now_instant() <= now) {
  }
  put("a2", "flood");
  CHECK(with_word("x") == 1);
  CHECK(news(100, 10) == Told{"a2 added"});
}

TEST_CASE_FIXTURE(FollowedArchive, "a withheld article is told as deleted where it could be seen, and not at all where not") {
  put("a1", "flood");
  put("a2", "comet");
  withhold("a3");
  CHECK(news() == Told{"a1 added", "a2 added"});
  withhold("a1");
  embargo("a2", now + 100);
  CHECK(news() == Told{"a1 deleted", "a2 deleted"});
  CHECK(news(100, 100) == Told{"a2 changed"});
  put("a1", "flood");
  CHECK(news(100, 100) == Told{"a1 changed"});
  remove("a3");
  CHECK(news(100, 100).empty());
}

TEST_CASE_FIXTURE(FollowedArchive, "a follower that forges a later time is not told what is still under an embargo") {
  embargo("a1", now + 100);
  put("a2", "flood");
  position = {0, 0, ChangesPosition::Round{false, 0, 0, "a", now + 1000}};
  CHECK(news() == Told{"a2 added"});
}

TEST_CASE_FIXTURE(FollowedArchive, "a mirror that follows has at every poll what the archive shows, whatever happened in between") {
  std::mt19937 random(1605);
  std::map<std::string, bool> mirror, shown;
  const auto any_id = [&] { return "n" + std::to_string(random() % 12); };
  for (int step = 0; step < 120; ++step) {
    switch (random() % 8) {
      case 0:
      case 1:
      case 2: {
        const std::string id = any_id();
        put(id, "text " + std::to_string(step));
        break;
      }
      case 3:
        withhold(any_id());
        break;
      case 4:
        remove(any_id());
        break;
      case 5:
        embargo(any_id(), now + static_cast<std::int64_t>(random() % 300));
        break;
      case 6:
        load("n", 1 + random() % 5, 0);
        break;
      default:
        merge();
    }
    if (random() % 3 != 0) continue;
    const std::int64_t later = step;
    for (bool more = true; more;) {
      const ChangesPage told = page(1 + random() % 4, now + later);
      for (const Change& change : told.changes) mirror[change.id] = change.kind != Kind::deleted;
      more = told.more;
    }
    auto reader = Reader::open(path);
    REQUIRE(reader);
    shown.clear();
    for (int i = 0; i < 12; ++i) {
      const std::string id = "n" + std::to_string(i);
      const auto has = [&](const Xapian::Database* database) -> const Xapian::Database* {
        return database && database->get_termfreq(schema::id_term(id)) > 0 ? database : nullptr;
      };
      bool visible = has(&(*reader)->database()) != nullptr;
      if (const Xapian::Database* held = has((*reader)->held()); held && !visible) {
        const Xapian::Document found = held->get_document(*held->postlist_begin(schema::id_term(id)));
        const std::string until = found.get_value(schema::kEmbargoSlot);
        visible = !until.empty() && schema::read_time_value(until) <= now + later;
      }
      INFO("step ", step, ", ", id);
      CHECK(mirror[id] == visible);
    }
  }
}
