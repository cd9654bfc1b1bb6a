// Sentence boundaries: the table tests/fixtures/analysis/sentences.json, texts joined by a space must fall apart again; and hostile texts.
#include <doctest/doctest.h>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/analysis/sentences.h"

using backfile::analysis::SentenceSplitter;
using backfile::analysis::Span;

namespace {

std::vector<std::string> split(std::string_view text, std::string_view language) {
  SentenceSplitter splitter;
  std::vector<std::string> result;
  for (const Span& span : splitter.sentences(text, language)) result.emplace_back(text.substr(span.begin, span.end - span.begin));
  return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences of the table, joined by spaces or newlines, fall apart again") {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/fixtures/analysis/sentences.json");
  REQUIRE(file);
  for (const auto& row : nlohmann::json::parse(file)) {
    for (const char* between : {" ", "\n"}) {
      std::string text;
      for (const std::string sentence : row["sentences"]) text += (text.empty() ? "" : between) + sentence;
      CAPTURE(row["comment"].get<std::string>());
      CHECK(nlohmann::json(split(text, row["language"].get<std::string>())).dump() == row["sentences"].dump());
    }
  }
}

TEST_CASE("Japanese sentences need no spaces between them") {
  CHECK(split("「雨だ。」彼は言った。晴れた！", "ja") == Strings{"「雨だ。」", "彼は言った。", "晴れた！"});
}

TEST_CASE("a blank line ends a sentence, white space around is left out") {
  CHECK(split("  A heading\n \n\n first line\nsecond line  ", "") == Strings{"A heading", "first line\nsecond line"});
  CHECK(split("", "").empty());
  CHECK(split(" \n\n ", "").empty());
}

TEST_CASE("hostile texts take linear time") {
  std::string words, titles;
  while (words.size() < 1'000'000) words += "word ";
  while (titles.size() < 1'000'000) titles += "Mr. A. ";
  const auto start = std::chrono::steady_clock::now();
  CHECK(split(words, "en").size() == 1);
  CHECK(!split(std::string(1'000'000, '.'), "en").empty());
  CHECK(!split(std::string(1'000'000, ' '), "en").size());
  CHECK(!split(std::string(1'000'000, '"'), "en").empty());
  CHECK(!split(titles, "en").empty());
  CHECK(!split(std::string(1'000'000, '\xFF'), "en").empty());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(seconds.count() < 30);  // milliseconds each when released; quadratic would take hours
}
