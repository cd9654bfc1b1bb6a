// Which of the requests in line may begin.
#include <doctest/doctest.h>

#include <string>

#include "server/http/line.h"

using namespace backfile::http;

namespace {

Job job(Kind kind, const std::string& client) {
  Job made;
  made.kind = kind;
  made.client = client;
  return made;
}

/// Adds one for each letter: s searches, p does not; as many as are taken.
std::size_t add(Line& line, const std::string& letters, std::size_t free = 0) {
  std::size_t taken = 0;
  for (const char letter : letters) {
    Job one = job(letter == 's' ? Kind::searches : Kind::plain, std::string(1, letter));
    taken += line.add(one, free);
  }
  return taken;
}

/// Those that may begin, in that order.
std::string begun(Line& line) {
  std::string all;
  while (line.has_next()) all += line.next().client;
  return all;
}

}  // namespace

TEST_CASE("no more than so many search at once, and what does not search need not wait for them") {
  Line line(100, 2);
  REQUIRE(add(line, "sssp") == 4);
  CHECK(begun(line) == "sps");
  REQUIRE(add(line, "p") == 1);
  CHECK(begun(line) == "p");
  line.ended(Kind::plain);
  CHECK_FALSE(line.has_next());
  line.ended(Kind::searches);
  CHECK(begun(line) == "s");
}

TEST_CASE("neither kind keeps the other from beginning") {
  Line line(100, 100);
  add(line, "ppppssss");
  CHECK(begun(line) == "spspspsp");
}

TEST_CASE("a line takes as many as there are threads for, and so many more") {
  Line line(2, 1);
  CHECK(add(line, "ppppp") == 2);
  Line with_threads(2, 1);
  CHECK(add(with_threads, "ppppppp", 3) == 5);
  // Of those that search one may begin, however many threads there are.
  Line searches(2, 1);
  CHECK(add(searches, "sssss", 4) == 3);
  Line none(0, 1);
  CHECK(add(none, "ss", 4) == 1);
  CHECK(begun(none) == "s");
  CHECK(add(none, "s", 3) == 0);
  CHECK(add(none, "p", 3) == 1);
}

TEST_CASE("what is not taken stays the caller's") {
  Line line(0, 1);
  Job one = job(Kind::searches, "whoever");
  CHECK_FALSE(line.add(one, 0));
  CHECK(one.client == "whoever");
}
