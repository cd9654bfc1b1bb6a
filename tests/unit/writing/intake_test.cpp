// Bodies of any number of articles: read record by record, each with its outcome, in order.
#include "server/writing/intake.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/unit/writing/taken.h"
#include "tests/unit/writing/waits.h"

using namespace backfile;
using namespace backfile::writing;
using std::chrono::milliseconds;
using store::ArchiveFixture;

namespace {

/// Bytes, and then an error.
class Breaking : public source::ByteStream {
 public:
  explicit Breaking(std::string_view bytes) : bytes_(bytes, 64) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    auto got = bytes_.read(buffer, size);
    if (got && *got == 0) return fail(Code::io, "the client left");
    return got;
  }

 private:
  source::BytesInSteps bytes_;
};

}  // namespace

TEST_CASE("lines, lists and single articles are the same to it, and every record has its outcome in its place") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  const Answered lines =
      take(body_of("a", "one") + "{\"id\": \"b\"}\n" + body_of("a", "one") + "{nonsense}\n" + body_of("c", "three"), updates);
  CHECK(lines.fates == "APUFA");
  REQUIRE(lines.outcomes.size() == 5);
  for (std::size_t i = 0; i < lines.outcomes.size(); ++i) CHECK(lines.outcomes[i].record == i + 1);
  CHECK(lines.outcomes[0].id == "a");
  CHECK(lines.outcomes[3].id.empty());
  CHECK_FALSE(lines.outcomes[1].reason.empty());
  CHECK(lines.taken.totals.added == 2);
  CHECK(lines.taken.totals.unchanged == 1);
  CHECK(lines.taken.totals.refused == 1);
  CHECK(lines.taken.totals.passed_over == 1);
  CHECK(lines.taken.totals.revision > 0);
  CHECK(take("[" + body_of("a", "changed") + "," + body_of("d", "four") + "]", updates).fates == "RA");
  CHECK(take(body_of("d", "four"), updates).fates == "U");
  CHECK(archive.articles() == 3);
}

TEST_CASE("nothing, and what is no JSON, add nothing and harm nothing") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  for (const char* body : {"", " \n", "Dear editor", "[]", "\xff\xfe"}) {
    const Answered answered = take(std::string(body), updates);
    CHECK(answered.taken.totals.added == 0);
    CHECK_FALSE(answered.taken.error);
  }
  CHECK(archive.articles() == 0);
}

TEST_CASE("what came whole before a stream failed is applied") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  const std::string body = body_of("a", "one") + body_of("b", "two") + "{\"id\": \"c\", \"ti";
  Breaking bytes(body);
  const Answered answered = take(bytes, updates);
  CHECK(answered.taken.totals.added == 2);
  CHECK(archive.articles() == 2);
}

TEST_CASE("more records than a batch holds: in order, and all of them") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  std::string body;
  constexpr int kRecords = 300;
  for (int i = 0; i < kRecords; ++i) body += body_of("n" + std::to_string(i), "Number " + std::to_string(i));
  const Answered answered = take(body, updates);
  CHECK(answered.fates == std::string(kRecords, 'A'));
  CHECK(answered.outcomes.back().id == "n" + std::to_string(kRecords - 1));
  CHECK(archive.articles() == kRecords);
}

TEST_CASE("an archive that takes nothing for too long ends the reading, and no record is said to be there") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kShort);
  const auto other = store::Writer::open(archive.path, 1);
  REQUIRE(other);
  const Answered answered = take(body_of("a", "one") + body_of("b", "two"), updates);
  REQUIRE(answered.taken.error);
  CHECK(answered.taken.error->code == Code::locked);
  CHECK(answered.outcomes.empty());
}

TEST_CASE("one article, several, or why there is none") {
  const ArchiveFixture archive;
  Updates updates(archive.path, kLong);
  const auto read = [&](const std::string& body) {
    source::BytesInSteps bytes(body, 7);
    return read_one_article(bytes, updates);
  };
  const OneArticle one = read(body_of("a", "one"));
  REQUIRE(one.article);
  CHECK(one.article->title == "one");
  CHECK(one.reason.empty());
  CHECK(read(body_of("a", "one") + body_of("b", "two")).several);
  CHECK_FALSE(read("").article);
  CHECK_FALSE(read("{\"id\": \"a\", \"title\": ").reason.empty());
  CHECK_FALSE(read("{\"title\": \"\"}").reason.empty());
}

TEST_CASE("many bodies at once, some of the same article, while others are removed: nothing is lost") {
  const ArchiveFixture archive;
  constexpr int kThreads = 6, kEach = 20;
  std::atomic<int> settled{0};
  {
    Updates updates(archive.path, kLong);
    const auto own = [](int thread, int i) { return "own-" + std::to_string(thread) + "-" + std::to_string(i); };
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        std::string body;
        for (int i = 0; i < kEach; ++i) body += body_of(own(thread, i), "Own") + body_of("shared", "Shared");
        settled += static_cast<int>(take(body, updates).outcomes.size());
        for (int i = 0; i < kEach; i += 2) (void)updates.remove(own(thread, i), "not needed");
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(settled == 2 * kThreads * kEach);
  CHECK(archive.articles() == kThreads * kEach / 2 + 1);
}
