// Which format an entry is taken for, and what defaults do.
#include <doctest/doctest.h>

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
