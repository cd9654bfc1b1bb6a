// Every language that Xapian stems is one that we stem, and has its case in tests/search/stems.json.
#include <doctest/doctest.h>
#include <xapian.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "indexer/analysis/analyzer.h"

TEST_CASE("every language that Xapian stems has stems, and a case of two forms that find each other") {
  std::ifstream file(std::string(BACKFILE_TESTS_DIR) + "/search/stems.json");
  const auto table = nlohmann::json::parse(file);
  std::set<std::string> shown;
  for (const auto& test : table.at("cases")) {
    const auto comment = test.at("comment").get<std::string>();
    shown.insert(comment.substr(0, comment.find(':')));
  }
  for (const auto& article : table.at("articles")) CHECK(backfile::analysis::has_stems(article.at("language").get<std::string>()));
  const std::set<std::string> variants{"earlyenglish", "german2", "kraaij_pohlmann", "lovins", "porter"};
  std::istringstream available(Xapian::Stem::get_available_languages());
  for (std::string language; available >> language;) {
    CAPTURE(language);
    CHECK((variants.count(language) || shown.count(language)));
  }
}
