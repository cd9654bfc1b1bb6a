// Letters off by the band are those of the whole table, and the letters' bits never rule out a near word.
#include "server/search/letters_off.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace backfile::search;

namespace {

/// Restricted Damerau-Levenshtein by the book, for ASCII.
int distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = static_cast<int>(i + j);
        continue;
      }
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  return table[a.size()][b.size()];
}

int off(const std::string& one, const std::string& other, int most) { return letters_off(Letters(one), Letters(other), most).value_or(-1); }

TEST_CASE("words that are near are as far apart as the whole table says, and no others are near") {
  std::mt19937 random(1912);
  const auto word = [&] {
    std::string text;
    for (auto length = 1 + random() % 8; length > 0; --length) text += static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 50'000; ++round) {
    const std::string one = word(), other = word();
    const int wanted = distance(one, other);
    INFO(one, " ", other);
    for (const int most : {1, 2}) CHECK(off(one, other, most) == (wanted <= most ? wanted : -1));
  }
}

TEST_CASE("letters are characters, not bytes") {
  CHECK(off("zurich", "zürich", 1) == 1);
  CHECK(off("東京", "東都", 1) == 1);
  CHECK(off("東京", "京東", 1) == 1);
  CHECK(off("straße", "strasse", 2) == 2);
}

TEST_CASE("of a long word the first sixty letters are known") {
  CHECK(Letters(std::string(60, 'a')).whole());
  const Letters longer(std::string(61, 'a'));
  CHECK_FALSE(longer.whole());
  CHECK(longer.size() == 60);
  CHECK(off(std::string(60, 'a'), std::string(58, 'a'), 2) == 2);
}

}  // namespace
