// The analyzer against the table tests/fixtures/analysis/words.json: text and language in; terms, stems, positions and marked text out.
#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"

using backfile::analysis::Analyzer;
using backfile::analysis::Token;

namespace {

// "miners/miner", with every stem behind a slash.
std::string shown(const Token& token) {
  std::string text(token.term);
  for (const auto stem : token.stems)
    if (!stem.empty()) text.append("/").append(stem);
  return text;
}

}  // namespace

TEST_CASE("every text of the table gives the tokens the table states") {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/fixtures/analysis/words.json");
  REQUIRE(file);
  Analyzer analyzer;
  for (const auto& row : nlohmann::json::parse(file)) {
    const std::string text = row["text"], language = row["language"];
    CAPTURE(row["comment"].get<std::string>());
    CAPTURE(text);
    for (int again = 0; again < 2; ++again) {  // the second time from the cache
      std::vector<std::string> tokens, marked;
      std::vector<std::uint32_t> positions;
      for (const Token& token : analyzer.tokens(text, language)) {
        tokens.push_back(shown(token));
        positions.push_back(token.position);
        marked.push_back(text.substr(token.byte_begin, token.byte_end - token.byte_begin));
      }
      CHECK(nlohmann::json(tokens).dump() == row["tokens"].dump());
      if (row.contains("positions")) CHECK(nlohmann::json(positions).dump() == row["positions"].dump());
      if (row.contains("marked")) CHECK(nlohmann::json(marked).dump() == row["marked"].dump());
    }
  }
}
