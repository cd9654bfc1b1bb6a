// Which format an entry is taken for, and what defaults do.
#include <doctest/doctest.h>

#include <ctime>

#include "collected.h"

namespace backfile::readers {
namespace {

TEST_CASE("every format of the registry is found by its name") {
  for (const Format* format : formats()) CHECK(find_format(format->name) == format);
  CHECK(find_format("papyrus") == nullptr);
}

TEST_CASE("the content decides the format, whatever the name says") {
  const std::string json = "{\"title\":\"T\",\"body\":\"B\"}\n";
  for (const char* name : {"a.json", "a.txt", "a", "a.jsonl.gz", "a.html"}) {
    Collected collected;
    read_bytes(json, name, collected);
    CHECK(collected.articles == std::vector<std::string>{"{\"title\":\"T\",\"body\":\"B\"}"});
  }
}

TEST_CASE("a text that begins with a bracket is a text") {
  Collected collected;
  read_bytes("[Our correspondent writes]\n\nThe river is in flood again, and the ferry has stopped.\n", "a.txt", collected);
  CHECK(collected.articles ==
        std::vector<std::string>{
            "{\"title\":\"[Our correspondent writes]\",\"body\":\"The river is in flood again, and the ferry has stopped.\"}"});
}

TEST_CASE("defaults fill what is missing and replace nothing") {
  Options options;
  options.default_source = "Default Post";
  options.default_section = "archive";
  options.default_language = "German";
  Collected collected;
  read_bytes("{\"title\":\"A\",\"source\":\"Own\",\"language\":\"fr\",\"section\":\"s\"}\n{\"title\":\"B\"}\n", "a.jsonl", collected, 100,
             options);
  CHECK(collected.articles ==
        std::vector<std::string>{"{\"source\":\"Own\",\"section\":\"s\",\"language\":\"fr\",\"title\":\"A\"}",
                                 "{\"source\":\"Default Post\",\"section\":\"archive\",\"language\":\"de\",\"title\":\"B\"}"});
}

TEST_CASE("whatever a record holds, its strings are clean and on one line where they are names") {
  Collected collected;
  read_bytes("{\"id\":\"a\\u0011b\",\"title\":\"T\\u0000\",\"section\":\"x\\ny\",\"tags\":[\" c\\u0007 \"]}\n", "a.jsonl", collected);
  REQUIRE(collected.articles.size() == 1);
  CHECK(collected.articles[0].find("\\u00") == std::string::npos);
  CHECK(collected.articles[0].find("\\n") == std::string::npos);
}

TEST_CASE("a text without end that is forced into messages is refused, not cut") {
  Options options;
  options.max_record_bytes = 100'000;
  const std::string text(1'000'000, 'a');
  for (const char* name : {"wire", "anpa", "iptc7901"}) {
    BytesInSteps stream(text, 5000);
    source::Entry entry{"/a", "a", stream};
    Collected collected;
    read_entry(entry, options, find_format(name), collected);
    CHECK(collected.articles.empty());
    CHECK(collected.refusals == std::vector<std::string>{"1: is larger than 100000 bytes, the limit for one record"});
  }
}

TEST_CASE("a text of nothing but headings, words or addresses takes no longer than another of its size") {
  const std::string prose = "The ferry waited until noon for the fog to lift over the old harbour wall, the master of the port said.\n";
  for (const std::string& line : {std::string("Related articles\n\nSign in\n\n"), std::string("harbour\n"), std::string("see a.b now\n")}) {
    std::string text = "Harbour reopens\n\n" + prose + "\n";
    for (int i = 0; i < 20'000; ++i) text += line;
    text += prose;
    Collected collected;
    const std::clock_t begun = std::clock();
    read_bytes(text, "a.txt", collected);
    CHECK(collected.articles.size() == 1);
    CHECK(std::clock() - begun < 10 * CLOCKS_PER_SEC);  // a second with sanitizers; it was minutes
  }
}

TEST_CASE("a text longer than an article may be is refused before it is taken apart") {
  std::string text;
  while (text.size() <= article::kMaxTextBytes) text += "The river is in flood again, and the ferry has stopped.\n";
  Collected collected;
  read_bytes(text, "a.txt", collected);
  CHECK(collected.articles.empty());
  CHECK(collected.refusals ==
        std::vector<std::string>{"1: its text has " + std::to_string(text.size()) + " bytes; at most 10485760 are taken"});
}

TEST_CASE("random bytes are refused or read, never more") {
  std::uint32_t state = 7;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 400; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(round % 2 == 0 ? state >> 24 : 0x20 + (state >> 24) % 0x60);
    }
    for (const Format* format : formats()) {
      BytesInSteps stream(bytes, 64);
      source::Entry entry{"/a", "a", stream};
      Collected collected;
      read_entry(entry, {}, format, collected);
      CHECK(collected.articles.size() + collected.refusals.size() >= 1);
    }
  }
}

}  // namespace
}  // namespace backfile::readers
