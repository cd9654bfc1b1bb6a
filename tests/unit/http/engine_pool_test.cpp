// Engines on loan.
#include "server/http/engine_pool.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "indexer/store/archive.h"

using namespace backfile;
using std::chrono::milliseconds;

namespace {

struct EmptyArchive {
  const std::string path = (std::filesystem::temp_directory_path() / ("backfile-pool-" + std::to_string(getpid()))).string();
  EmptyArchive() { REQUIRE(store::create_archive(path, 1)); }
  ~EmptyArchive() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("whoever waits for an engine has it before whoever comes later") {
  const EmptyArchive archive;
  http::EnginePool pool(archive.path, {}, 1, milliseconds(20'000));
  auto first = pool.borrow();
  REQUIRE(first);
  std::optional<http::EnginePool::Loan> held(std::move(*first));
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      const auto loan = pool.borrow();
      CHECK(loan);
      const std::lock_guard lock(mutex);
      order.push_back(i);
    });
    std::this_thread::sleep_for(milliseconds(30));  // so that they wait in this order
  }
  held.reset();
  // One that is warm, and would be first if it were about who is quicker.
  const auto last = pool.borrow();
  {
    const std::lock_guard lock(mutex);
    CHECK(order == std::vector<int>{0, 1, 2, 3});
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("who waits for too long is told that all are in use, and is not waited for") {
  const EmptyArchive archive;
  http::EnginePool pool(archive.path, {}, 1, milliseconds(30));
  {
    const auto held = pool.borrow();
    REQUIRE(held);
    const auto late = pool.borrow();
    REQUIRE(!late);
    CHECK(late.error().code == Code::busy);
  }
  CHECK(pool.borrow());
}

TEST_CASE("many threads share few engines, and each gets one") {
  const EmptyArchive archive;
  http::EnginePool pool(archive.path, {}, 2, milliseconds(20'000));
  std::atomic<int> lent{0}, most{0}, times{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (int again = 0; again < 300; ++again) {
        const auto loan = pool.borrow();
        if (!loan) continue;
        const int now = ++lent;
        for (int known = most; now > known && !most.compare_exchange_weak(known, now);) {
        }
        ++times;
        --lent;
      }
    });
  for (int i = 0; i < 20; ++i) {
    pool.close_idle();
    std::this_thread::sleep_for(milliseconds(1));
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(times == 6 * 300);
  CHECK(most <= 2);
  CHECK(pool.lent() == 0);
}
