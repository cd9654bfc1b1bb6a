// What requests share: the writing thread, analyzers, leave to hold long records.
#include "server/writing/updates.h"

#include <doctest/doctest.h>

#include "indexer/ingest/pipeline.h"
#include "tests/unit/writing/taken.h"
#include "tests/unit/writing/waits.h"

using namespace backfile;
using namespace backfile::writing;
using std::chrono::milliseconds;
using store::ArchiveFixture;
using store::Outcome;

namespace {

std::vector<ingest::Record> two_records() {
  std::vector<ingest::Record> records;
  records.push_back(make_record(article_of("a", "one"), 1));
  records.push_back(make_record(article_of("b", "two"), 2));
  return records;
}

}  // namespace

TEST_CASE("a record gets an id, its stored form and that form's digest") {
  const ingest::Record record = make_record(article_of("a", "one"), 7);
  CHECK(record.article.id == "a");
  CHECK(record.place == 7);
  CHECK(record.digest == article::digest(record.stored));
  CHECK(make_record(article_of("two words", "one"), 1).article.id != "two words");
}

TEST_CASE("records are put, found unchanged, and removed for a reason that is not too long") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  CHECK(updates.put(two_records())->outcomes == std::vector{Outcome::added, Outcome::added});
  CHECK(updates.put(two_records())->outcomes == std::vector{Outcome::unchanged, Outcome::unchanged});
  CHECK(updates.put({})->outcomes.empty());
  CHECK(updates.remove("a", "A court\nordered it.")->outcomes == std::vector{Outcome::deleted});
  const auto too_long = updates.remove("b", std::string(ingest::kMaxReasonBytes + 1, 'x'));
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().param == "reason");
  CHECK(archive.articles() == 1);
}

TEST_CASE("after a purge the rest is there, and can be written to") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  REQUIRE(updates.put(two_records()));
  REQUIRE(updates.remove("a", ""));
  CHECK(updates.purge([] {}));
  CHECK(archive.articles() == 1);
  CHECK(updates.put(two_records())->outcomes == std::vector{Outcome::added, Outcome::unchanged});
}

TEST_CASE("only a few long records are held at once, and leave goes back when it is let go of") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kShort);
  Updates::LongRecord one = updates.long_record(), two = updates.long_record();
  CHECK(one);
  CHECK(two);
  CHECK_FALSE(updates.long_record());
  one = {};
  CHECK(updates.long_record());
  CHECK(updates.long_record());
}
