#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/article/stored.h"
#include "indexer/ingest/claims.h"
#include "indexer/ingest/late_file.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/settled.h"

using namespace backfile;
using namespace backfile::ingest;

TEST_CASE("records settle in any order, and the prefix grows as far as all before are settled") {
  Settled settled;
  settled.add(2);
  settled.add(3);
  CHECK(settled.prefix() == 0);
  CHECK(settled.contains(3));
  CHECK_FALSE(settled.contains(1));
  settled.add(1);
  CHECK(settled.prefix() == 3);
  std::vector<std::uint64_t> numbers(1000);
  std::iota(numbers.begin(), numbers.end(), 4);
  std::shuffle(numbers.begin(), numbers.end(), std::mt19937(7));
  for (const std::uint64_t number : numbers) settled.add(number);
  CHECK(settled.prefix() == 1003);
}

TEST_CASE("an id is claimed once; what comes again is identical or a new form") {
  Claims claims;
  const std::string one(16, 'a'), two(16, 'b');
  std::uint64_t earlier = 0;
  CHECK(claims.claim("x", one, 1, earlier) == Claims::Claim::first);
  CHECK(claims.claim("x", one, 2, earlier) == Claims::Claim::identical);
  CHECK(claims.claim("x", two, 3, earlier) == Claims::Claim::repeated);
  CHECK(claims.claim("x", two, 4, earlier) == Claims::Claim::identical);
  CHECK(earlier == 3);
  CHECK(claims.claim("x", one, 5, earlier) == Claims::Claim::repeated);
  for (unsigned i = 0; i < 100'000; ++i) REQUIRE(claims.claim("n" + std::to_string(i), one, 10 + i, earlier) == Claims::Claim::first);
  CHECK(claims.size() == 100'001);
  claims.forget([](std::uint64_t number) { return number < 100'000; });
  CHECK(claims.size() == 10);
  CHECK(claims.claim("n99999", one, 200'000, earlier) == Claims::Claim::identical);
  CHECK(claims.claim("n5", one, 200'001, earlier) == Claims::Claim::first);
}

TEST_CASE("late records come back whole, in order, and only once what they wait for is settled") {
  const std::string path = "/tmp/backfile-late-" + std::to_string(::getpid());
  LateFile late(path);
  const auto record = [](std::uint64_t number) {
    Record made;
    made.number = number;
    made.place = number * 2;
    made.file = std::make_shared<const std::string>("news.jsonl");
    made.article.id = "a" + std::to_string(number);
    made.article.body = std::string(number, 'x');
    made.stored = article::encode(made.article);
    made.digest = article::digest(made.stored);
    return made;
  };
  CHECK_FALSE(late.take(1000)->has_value());
  for (const std::uint64_t number : {5, 7, 9}) REQUIRE(late.put(record(number)));
  CHECK_FALSE(late.take(4)->has_value());
  auto first = late.take(7);
  REQUIRE(first->has_value());
  CHECK((*first)->number == 5);
  CHECK((*first)->place == 10);
  CHECK(*(*first)->file == "news.jsonl");
  CHECK((*first)->article == record(5).article);
  CHECK((*first)->digest == record(5).digest);
  REQUIRE(late.put(record(11)));
  CHECK((*late.take(100))->number == 7);
  CHECK((*late.take(100))->number == 9);
  CHECK((*late.take(100))->number == 11);
  CHECK_FALSE(late.take(100)->has_value());
  REQUIRE(late.put(record(12)));
  CHECK((*late.take(100))->number == 12);
  std::remove(path.c_str());
}

TEST_CASE("a record that is the same as a refused one is refused as well, before and after its fate is known") {
  struct Kept : Progress {
    std::vector<Refusal> refusals;
    void tick(const Report&, double) override {}
    void committed(std::uint64_t) override {}
    void refused(const Refusal& refusal) override { refusals.push_back(refusal); }
    void warned(const Refusal&) override {}
    void passed_over(const Refusal&) override {}
  } kept;
  Ledger ledger(kept);
  for (int i = 0; i < 5; ++i) ledger.read();
  ledger.follow(2, 1, {"a.jsonl", 2, {}});
  ledger.follow(4, 3, {"a.jsonl", 4, {}});
  CHECK(ledger.unsettled() == 5);
  ledger.refuse(1, {"a.jsonl", 1, "too large"});
  ledger.settle(3, Fate::added);
  ledger.follow(5, 1, {"a.jsonl", 5, {}});
  CHECK(ledger.unsettled() == 0);
  CHECK(ledger.report().refused == 3);
  CHECK(ledger.report().unchanged == 1);
  REQUIRE(kept.refusals.size() == 3);
  CHECK(kept.refusals[2].record == 5);
  CHECK(kept.refusals[2].reason == "too large");
}

TEST_CASE("reasons are counted under what they share, and a great many different ones stay few") {
  Reasons reasons;
  for (int i = 0; i < 300; ++i) reasons.add("a request");
  for (int i = 0; i < 80; ++i) reasons.add("an image: photo-" + std::to_string(i));
  for (int i = 0; i < 1000; ++i) reasons.add("reason " + std::to_string(i));
  const auto counts = reasons.counts();
  CHECK(counts.size() == 101);
  CHECK(counts[0].reason == "a request");
  CHECK(counts[0].count == 300);
  CHECK(counts[1].reason == "an image");
  CHECK(counts.back().reason == "other reasons");
  CHECK(counts.back().count == 902);
}
