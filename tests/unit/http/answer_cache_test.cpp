// Kept answers: of one state of the archive, and never more of them than there is room for.
#include "server/http/answer_cache.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace backfile::http;
using State = backfile::search::Engine::State;

namespace {

const State first{"a", 1, 0, 10}, second{"a", 2, 0, 10};

Response answer(std::size_t bytes) {
  Response response;
  response.body.assign(bytes, 'x');
  return response;
}

/// As the server does: looks first.
bool ask(AnswerCache& cache, const State& state, const std::string& asked, std::size_t bytes = 1'000) {
  if (cache.find(state, asked)) return true;
  cache.keep(state, asked, answer(bytes));
  return false;
}

TEST_CASE("what was asked before is answered again, as long as the archive stays as it is") {
  AnswerCache cache(1 << 20);
  CHECK_FALSE(ask(cache, first, "coal"));
  CHECK(ask(cache, first, "coal"));
  CHECK(cache.find(first, "coal")->body == std::string(1'000, 'x'));
  CHECK_FALSE(ask(cache, first, "strike"));
  CHECK_FALSE(ask(cache, second, "coal"));
  CHECK(ask(cache, second, "coal"));
  CHECK_FALSE(ask(cache, {"a", 2, 1, 10}, "coal"));  // an embargo has passed
  CHECK_FALSE(ask(cache, {"b", 2, 1, 10}, "coal"));
}

TEST_CASE("an answer of an earlier state is not kept") {
  AnswerCache cache(1 << 20);
  CHECK_FALSE(cache.find(first, "coal"));
  CHECK_FALSE(cache.find(second, "coal"));
  cache.keep(first, "coal", answer(10));
  CHECK_FALSE(cache.find(second, "coal"));
  CHECK(cache.bytes() == 0);
}

TEST_CASE("it never takes more than it may; what was asked for longest ago goes first") {
  AnswerCache cache(100'000);
  for (int i = 0; i < 1'000; ++i) {
    ask(cache, first, "number " + std::to_string(i));
    ask(cache, first, "number 0");
    CHECK(cache.bytes() <= 100'000);
  }
  CHECK(cache.bytes() > 90'000);
  CHECK(cache.find(first, "number 0"));
  CHECK(cache.find(first, "number 999"));
  CHECK_FALSE(cache.find(first, "number 1"));
}

TEST_CASE("one answer takes a sixteenth at most, with what names it") {
  AnswerCache cache(160'000);
  CHECK_FALSE(ask(cache, first, "large", 10'000));
  CHECK_FALSE(ask(cache, first, "large", 10'000));
  CHECK_FALSE(ask(cache, first, std::string(10'000, 'q'), 10));
  CHECK(cache.bytes() == 0);
  CHECK_FALSE(ask(cache, first, "small", 9'000));
  CHECK(ask(cache, first, "small", 9'000));
}

TEST_CASE("without room, and once closed, nothing is kept") {
  AnswerCache none(0);
  CHECK_FALSE(none.on());
  CHECK_FALSE(ask(none, first, "coal"));
  CHECK_FALSE(ask(none, first, "coal"));
  AnswerCache cache(1 << 20);
  ask(cache, first, "coal");
  cache.close();
  CHECK(cache.bytes() == 0);
  CHECK_FALSE(ask(cache, first, "coal"));
  CHECK_FALSE(ask(cache, first, "coal"));
}

TEST_CASE("threads share it") {
  AnswerCache cache(50'000);
  std::vector<std::thread> threads;
  for (std::uint64_t thread = 0; thread < 4; ++thread)
    threads.emplace_back([&cache, thread] {
      for (std::uint64_t i = 0; i < 3'000; ++i) {
        const State state{"a", i / 1'000, 0, 10};
        if (const auto known = cache.find(state, std::to_string(i % 97)))
          CHECK(known->body.size() == 500 + i % 97);
        else
          cache.keep(state, std::to_string(i % 97), answer(500 + i % 97));
        if (thread == 0 && i % 100 == 0) CHECK(cache.bytes() <= 50'000);
      }
    });
  for (auto& thread : threads) thread.join();
}

TEST_CASE("the time that it took is told anew, and no other text touched") {
  std::string json = R"({"query":{"q":"\"took_ms\":7,"},"took_ms":12.34,"results":[{"extra":{"took_ms":5}}]})";
  set_took_ms(json, 0.051);
  CHECK(json == R"({"query":{"q":"\"took_ms\":7,"},"took_ms":0.05,"results":[{"extra":{"took_ms":5}}]})");
  std::string none = R"({"id":"a"})";
  set_took_ms(none, 1);
  CHECK(none == R"({"id":"a"})");
}

}  // namespace
