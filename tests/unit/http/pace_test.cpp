// Credit for slow peers.
#include "server/http/pace.h"

#include <doctest/doctest.h>

using backfile::http::Pace;
using std::chrono::milliseconds;

TEST_CASE("silence may last as long as the grace") {
  Pace pace(milliseconds(1000), 100);
  CHECK(pace.left() == milliseconds(1000));
  pace.waited(milliseconds(600));
  CHECK(pace.left() == milliseconds(400));
  pace.waited(milliseconds(600));
  CHECK(pace.left() == milliseconds(0));
}

TEST_CASE("bytes earn time at the slowest rate, but never more than the grace") {
  Pace pace(milliseconds(1000), 100);
  pace.waited(milliseconds(900));
  pace.moved(50);
  CHECK(pace.left() == milliseconds(600));
  pace.moved(1'000'000);
  CHECK(pace.left() == milliseconds(1000));
}

TEST_CASE("a byte a second is too slow") {
  Pace pace(milliseconds(10'000), 4096);
  int seconds = 0;
  while (pace.left() > milliseconds(0)) {
    pace.waited(milliseconds(1000));
    pace.moved(1);
    ++seconds;
  }
  CHECK(seconds <= 11);
}
