// The one writing thread: what it is handed from many threads lands in their order, each with its own outcomes, and others get their turn.
#include "server/writing/committer.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/unit/store/archive_fixture.h"
#include "tests/unit/writing/waits.h"

using namespace backfile;
using namespace backfile::writing;
using std::chrono::milliseconds;
using store::ArchiveFixture;
using store::Outcome;

namespace {

Change put(const std::string& id, const std::string& title) {
  Change change;
  change.id = id;
  change.article.id = id;
  change.article.document = ArchiveFixture::document(id, title);
  return change;
}

Change removal(const std::string& id) {
  Change change;
  change.id = id;
  change.removes = true;
  change.reason = "a court order";
  return change;
}

template <class... Some>
std::vector<Change> changes(Some... some) {
  std::vector<Change> all;
  (all.push_back(std::move(some)), ...);
  return all;
}

/// How many commits there were.
struct Counted {
  std::atomic<int> commits{0};
  std::function<void(double)> counter() {
    return [this](double seconds) { commits += seconds >= 0; };
  }
};

}  // namespace

TEST_CASE("changes of many threads are all there, and each thread is told of its own") {
  const ArchiveFixture archive;
  Counted counted;
  constexpr int kThreads = 8, kEach = 12;
  std::atomic<int> right{0};
  {
    Committer committer(archive.path, kLong, counted.counter());
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < kEach; ++i) {
          const std::string id = std::to_string(thread) + "-" + std::to_string(i);
          const auto applied = committer.apply(changes(put(id, "harbour"), put(id, "harbour"), put(id, "wall")));
          right += applied && applied->outcomes == std::vector{Outcome::added, Outcome::unchanged, Outcome::replaced} &&
                   applied->reasons.size() == 3 && applied->revision > 0;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(right == kThreads * kEach);
  CHECK(archive.articles() == kThreads * kEach);
  CHECK(archive.with_word("wall") == kThreads * kEach);
  CHECK(archive.with_word("harbour") == 0);
  CHECK(counted.commits <= kThreads * kEach);
  CHECK(counted.commits > 0);
}

TEST_CASE("a change sees those before it") {
  const ArchiveFixture archive;
  Committer committer(archive.path, kLong, [](double) {});
  const auto first = committer.apply(changes(put("a", "one")));
  REQUIRE(first);
  CHECK(first->outcomes == std::vector{Outcome::added});
  const auto second = committer.apply(changes(removal("a"), removal("a"), removal("nobody")));
  REQUIRE(second);
  CHECK(second->outcomes == std::vector{Outcome::deleted, Outcome::gone, Outcome::unknown});
  CHECK(second->revision > first->revision);
  CHECK(archive.articles() == 0);
  CHECK(committer.apply(changes(put("a", "two")))->outcomes == std::vector{Outcome::added});
  CHECK(archive.articles() == 1);
  CHECK(committer.apply({})->outcomes.empty());
}

TEST_CASE("a document that Xapian refuses costs itself alone") {
  const ArchiveFixture archive;
  Committer committer(archive.path, kLong, [](double) {});
  Change wrong = put("b", "two");
  wrong.article.document.add_term(std::string(300, 'x'));
  const auto applied = committer.apply(changes(put("a", "one"), std::move(wrong), put("c", "three")));
  REQUIRE(applied);
  CHECK(applied->outcomes == std::vector{Outcome::added, Outcome::refused, Outcome::added});
  CHECK_FALSE(applied->reasons[1].empty());
  CHECK(applied->reasons[2].empty());
  CHECK(archive.articles() == 2);
}

TEST_CASE("while another process writes, changes wait, and are given up untouched when that takes too long") {
  const ArchiveFixture archive;
  Counted counted;
  auto other = store::Writer::open(archive.path, 1);
  REQUIRE(other);
  {
    Committer hasty(archive.path, kShort, counted.counter());
    const auto applied = hasty.apply(changes(put("a", "one")));
    REQUIRE_FALSE(applied);
    CHECK(applied.error().code == Code::locked);
  }
  CHECK(counted.commits == 0);
  Committer patient(archive.path, kLong, counted.counter());
  std::thread letting_go([&] {
    std::this_thread::sleep_for(kShort);
    other->reset();
  });
  CHECK(patient.apply(changes(put("b", "two"))));
  letting_go.join();
  CHECK(archive.articles() == 1);
  CHECK(counted.commits == 1);
}

TEST_CASE("others get the archive's lock when nothing comes, and in between when there is no end of changes") {
  const ArchiveFixture archive;
  Committer committer(archive.path, kLong, [](double) {});
  REQUIRE(committer.apply(changes(put("a", "one"))));
  CHECK(store::Writer::open(archive.path, 20));
  std::atomic<bool> enough{false};
  std::thread busy([&] {
    for (int i = 0; !enough; ++i) (void)committer.apply(changes(put("b", std::to_string(i))));
  });
  CHECK(store::Writer::open(archive.path, 20));
  enough = true;
  busy.join();
}

TEST_CASE("an archive that is gone is an error for whoever waits, and no end of the thread") {
  Counted counted;
  Committer committer("/nonexistent/archive", kShort, counted.counter());
  for (int round = 0; round < 2; ++round) {
    const auto applied = committer.apply(changes(put("a", "one")));
    REQUIRE_FALSE(applied);
    CHECK(applied.error().code != Code::locked);
  }
  CHECK(counted.commits == 0);
}
