// Chinese and Japanese by pairs: any piece of a run is found in it as a phrase, wherever a dictionary would cut.
#include "indexer/analysis/ngrams.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "indexer/analysis/analyzer.h"

using namespace backfile::analysis;

namespace {

const std::vector<std::string> kCharacters = {"東", "京",       "大", "学", "の", "研", "究", "ガ",
                                              "ス", "カ\u3099", "中", "国", "々", "ー", "コ", "𠮷"};

std::string text_of(std::mt19937& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += kCharacters[random() % kCharacters.size()];
  return text;
}

/// Terms by position, the pair or, at the end, the single character.
std::map<std::uint32_t, std::string> first_terms(Analyzer& analyzer, const std::string& text) {
  std::map<std::uint32_t, std::string> terms;
  for (const Token& token : analyzer.tokens(text, "ja")) terms.emplace(token.position, token.term);
  return terms;
}

TEST_CASE("any piece of a run of two characters or more stands in the run, pair by pair") {
  std::mt19937 random(1912);
  Analyzer analyzer;
  for (int round = 0; round < 500; ++round) {
    const std::string before = text_of(random, random() % 6), after = text_of(random, random() % 6);
    // A long vowel at a piece's end may belong to a longer word, and then does not count: see words.h.
    const std::string piece = "東" + text_of(random, random() % 5) + "京";
    CAPTURE(before + "|" + piece + "|" + after);
    const auto wanted = first_terms(analyzer, piece), all = first_terms(analyzer, before + piece + after);
    const bool found = std::any_of(all.begin(), all.end(), [&](const auto& start) {
      return std::all_of(wanted.begin(), std::prev(wanted.end()), [&](const auto& one) {
        const auto at = all.find(start.first + one.first);
        return at != all.end() && at->second == one.second;
      });
    });
    REQUIRE(found);
  }
}

TEST_CASE("positions count characters, and marks cover what is written") {
  Analyzer analyzer;
  const std::string text = "コンピューターを買う";
  std::vector<std::string> written;
  for (const Token& token : analyzer.tokens(text, "ja"))
    written.push_back(text.substr(token.byte_begin, token.byte_end - token.byte_begin));
  CHECK(std::find(written.begin(), written.end(), "ター") != written.end());
  CHECK(std::find(written.begin(), written.end(), "ターを") != written.end());
  CHECK(analyzer.tokens(text, "ja").back().position == 8);
}

TEST_CASE("Thai is no paired run") {
  CHECK(is_paired_run("東京のガス"));
  CHECK(!is_paired_run("ภาษาไทย"));
}

}  // namespace
