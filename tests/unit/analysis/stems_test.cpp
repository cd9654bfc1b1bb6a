// Every language that Xapian stems is one that we stem, and has its case in tests/search/stems.json.
#include <doctest/doctest.h>
#include <xapian.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <string_view>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/stems.h"

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

namespace {

// The next word of as many letters, in the order of a dictionary; false behind the last.
bool advance(std::string& word) {
  for (std::size_t i = word.size(); i-- > 0; word[i] = 'a')
    if (word[i]++ != 'z') return true;
  return false;
}

}  // namespace

TEST_CASE("where the table says so, the stems of plain words have their first two letters, and of four or more their third") {
  using namespace backfile::analysis;
  // Endings that some language's stemmer knows, or that come near one.
  const std::vector<std::string> endings{"",      "s",      "es",    "ing",  "ed",   "ies",      "ational", "ization", "biliti",
                                         "ung",   "heit",   "en",    "ern",  "ene",  "issement", "ment",    "ait",     "aient",
                                         "eux",   "euse",   "mente", "cion", "ando", "iamo",     "issimo",  "tatea",   "ului",
                                         "etako", "arekin", "okkal", "ban",  "nak",  "ams",      "uose",    "heden",   "eaux",
                                         "ll",    "tt",     "ly",    "y",    "ying", "a",        "e",       "i"};
  Stemmers stemmers;
  std::mt19937 random(1889);
  for (const char* language : {"ca", "da", "de", "en", "es", "eu", "fr", "hu", "it", "lt", "nb", "nl", "nn", "no", "pt", "ro", "sv"}) {
    REQUIRE(beginnings_of_stems(language) == Beginnings::kept);
    const auto holds = [&](const std::string& word) {
      std::string stems[2];
      stemmers.stems(stemmer_of(language), word, word, stems);
      if (!stems[1].empty() || stems[0].empty() || stems[0][0] != word[0]) return false;
      if (stems[0].size() == 1) return true;
      if (word.size() < 2 || (stems[0][1] != word[1] && word[1] != 'y')) return false;
      return stems[0].size() < 4 || (word.size() > 2 && stems[0][2] == word[2]);
    };
    CAPTURE(language);
    // Where stems of three letters end otherwise than their words go on there, one letter more.
    const std::size_t most = std::string_view("en fr nl").find(language) == std::string_view::npos ? 3 : 4;
    for (std::size_t letters = 1; letters <= most; ++letters) {
      std::string word(letters, 'a');
      do {
        if (!holds(word)) FAIL_CHECK(word);
      } while (advance(word));
    }
    for (int round = 0; round < 20'000; ++round) {
      std::string word;
      for (std::size_t i = 1 + random() % 6; i > 0; --i) word += static_cast<char>('a' + random() % 26);
      word += endings[random() % endings.size()] + endings[random() % endings.size()];
      if (!holds(word)) FAIL_CHECK(word);
    }
  }
  for (const char* language : {"fi", "ga", "id", "tr"}) CHECK(beginnings_of_stems(language) == Beginnings::changed);
  for (const char* language : {"ar", "hy", "ko", "ne", "ru", "ta", "ja", ""}) {
    std::string stems[2];
    stemmers.stems(stemmer_of(language), "coal", "coal", stems);
    CHECK(stems[0].empty());
    CHECK(beginnings_of_stems(language) == Beginnings::no_ascii_stems);
  }
}
