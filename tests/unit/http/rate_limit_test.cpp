// Token buckets under a clock of the test's own.
#include "server/http/rate_limit.h"

#include <doctest/doctest.h>

using backfile::http::RateLimit;
using std::chrono::seconds;

TEST_CASE("a quiet client may burst, then ask as often as the rate says") {
  RateLimit limit(0.5, 3);
  const RateLimit::Clock::time_point start{};
  for (int i = 0; i < 3; ++i) CHECK(limit.seconds_to_wait("a", start) == 0);
  CHECK(limit.seconds_to_wait("a", start) == 2);
  CHECK(limit.seconds_to_wait("b", start) == 0);
  CHECK(limit.seconds_to_wait("a", start + seconds(1)) == 1);
  CHECK(limit.seconds_to_wait("a", start + seconds(2)) == 0);
  CHECK(limit.seconds_to_wait("a", start + seconds(2)) == 2);
  for (int i = 0; i < 3; ++i) CHECK(limit.seconds_to_wait("a", start + seconds(1000)) == 0);
  CHECK(limit.seconds_to_wait("a", start + seconds(1000)) == 2);
}

TEST_CASE("a rate of 0 is no limit") {
  RateLimit limit(0, 1);
  for (int i = 0; i < 100; ++i) CHECK(limit.seconds_to_wait("a", {}) == 0);
}

TEST_CASE("many clients do not take ever more memory, nor do they let a busy one go") {
  RateLimit limit(1, 2);
  const RateLimit::Clock::time_point start{};
  for (int i = 0; i < 3; ++i) limit.seconds_to_wait("busy", start + seconds(100));
  for (int i = 0; i < 65535; ++i) limit.seconds_to_wait(std::to_string(i), start);
  CHECK(limit.seconds_to_wait("new", start + seconds(100)) == 0);
  CHECK(limit.seconds_to_wait("busy", start + seconds(100)) > 0);
}
