// Threads that take over parts of a search.
#include "server/search/idle_threads.h"

#include <doctest/doctest.h>
#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/search/parts.h"

using namespace backfile::search;

namespace {

/// Waits for somebody to do something, a minute at most.
bool comes(const std::atomic<unsigned>& count, unsigned wanted) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (count < wanted && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  return count >= wanted;
}

}  // namespace

TEST_CASE("every part is taken once, from whichever end") {
  Parts parts(1'000);
  std::vector<std::size_t> first, last;
  std::thread other([&] {
    while (const auto part = parts.last()) last.push_back(*part);
  });
  while (const auto part = parts.next()) first.push_back(*part);
  other.join();
  std::set<std::size_t> all(first.begin(), first.end());
  all.insert(last.begin(), last.end());
  CHECK(first.size() + last.size() == 1'000);
  CHECK(all.size() == 1'000);
  CHECK(*all.rbegin() == 999);
  CHECK(!parts.next());
  CHECK(!parts.last());
}

TEST_CASE("those who are idle help, each once") {
  // As many processors as it takes: where the machine has fewer, helpers share them.
  IdleThreads idle(4);
  const IdleThreads::Running running(idle);
  for (int i = 0; i < 100; ++i) {
    std::atomic<unsigned> began{0};
    IdleThreads::Offer offer(idle, 3, [&](Workbench&) { ++began; });
    CHECK(comes(began, 3));
    offer.end();
    CHECK(began == 3);
  }
}

TEST_CASE("nobody helps while as many search as there are processors") {
  IdleThreads idle(2);
  const IdleThreads::Running one(idle), another(idle);
  std::atomic<unsigned> began{0};
  IdleThreads::Offer offer(idle, 1, [&](Workbench&) { ++began; });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  offer.end();
  CHECK(began == 0);
}

TEST_CASE("after the end of an offer nobody begins, and nobody is still at work") {
  IdleThreads idle(3);
  const IdleThreads::Running running(idle);
  for (int i = 0; i < 300; ++i) {
    auto began = std::make_shared<std::atomic<unsigned>>(0), ended = std::make_shared<std::atomic<unsigned>>(0);
    {
      IdleThreads::Offer offer(idle, 2, [&](Workbench&) {
        ++*began;
        std::this_thread::sleep_for(std::chrono::microseconds(i % 3 * 100));
        ++*ended;
      });
      if (i % 5 == 0) comes(*began, 1);
    }
    const unsigned were = *ended;
    CHECK(*began == were);
    if (i % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    CHECK(*began == were);
  }
}

TEST_CASE("what a helper throws is thrown to whoever asked for help") {
  IdleThreads idle(2);
  const IdleThreads::Running running(idle);
  std::atomic<unsigned> began{0};
  IdleThreads::Offer offer(idle, 1, [&](Workbench&) {
    ++began;
    throw std::runtime_error("a broken block");
  });
  REQUIRE(comes(began, 1));
  CHECK_THROWS_WITH(offer.end(), "a broken block");
  CHECK_NOTHROW(offer.end());
}
