// Sentence boundaries: the table tests/fixtures/analysis/sentences.json, texts joined by a space must fall apart again; and hostile texts.
#include <doctest/doctest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "indexer/analysis/sentence_breaks.h"
#include "indexer/analysis/sentences.h"

using backfile::analysis::Span;

namespace {

std::vector<std::string> split(std::string_view text, std::string_view language) {
  std::vector<std::string> result;
  for (const Span& span : backfile::analysis::sentences(text, language))
    result.emplace_back(text.substr(span.begin, span.end - span.begin));
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

TEST_CASE("sentences break where ICU breaks them") {
  const std::vector<std::string> alphabet{"a",      "b",          "A",          "B",      "1",      "2",      ".",      ".",      ".",
                                          "!",      "?",          " ",          " ",      " ",      ",",      "-",      ":",      ";",
                                          "(",      ")",          "\"",         "'",      "[",      "/",      "%",      "_",      "\u2019",
                                          "\u201C", "\u201D",     "\u2013",     "\u2026", "\u00E9", "\u00C9", "\u6771", "\u3002", "\u300D",
                                          "\u0301", "\u200B",     "\u00AD",     "\u2029", "\u0085", "\u00A0", "\u05D0", "\u0661", "\uFF0E",
                                          "\xFF",   "\U0001D400", "\U0001F525", "\u203C", "\u3000", "\u01C5", "\u2024", "\u060C", "Mr"};
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* breaks = ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &status);
  std::mt19937 random(1815);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t few = 5 + random() % (alphabet.size() - 5), first = random() % alphabet.size();
    for (std::size_t i = 1 + random() % 30; i > 0; --i) text += alphabet[(first + random() % few) % alphabet.size()];
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    ubrk_setUText(breaks, &utext, &status);
    REQUIRE(U_SUCCESS(status));
    std::vector<std::size_t> expected, found;
    ubrk_first(breaks);
    for (std::int32_t at = ubrk_next(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) expected.push_back(static_cast<std::size_t>(at));
    for (std::size_t at = 0; at < text.size(); found.push_back(at)) at = backfile::analysis::next_sentence_break(text, at);
    CAPTURE(text);
    REQUIRE(found == expected);
    utext_close(&utext);
  }
  ubrk_close(breaks);
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
  std::string stops;
  while (stops.size() < 1'000'000) stops += ". (1";
  CHECK(!split(stops, "en").empty());
  CHECK(!split(std::string(1'000'000, ' '), "en").size());
  CHECK(!split(std::string(1'000'000, '"'), "en").empty());
  CHECK(!split(titles, "en").empty());
  CHECK(!split(std::string(1'000'000, '\xFF'), "en").empty());
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(seconds.count() < 30);  // milliseconds each when released; quadratic would take hours
}
