// The walk over a sorted list finds exactly what comparing every word finds, and looks at far fewer.
#include "server/search/similar_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

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

std::map<std::string, int> found_in(const std::set<std::string>& list, const std::string& word, int letters, int& looked_at) {
  std::map<std::string, int> found;
  SimilarWords similar(word, letters);
  for (auto at = list.begin(); at != list.end();) {
    ++looked_at;
    const auto answer = similar.look_at(*at);
    if (answer.distance) found[*at] = *answer.distance;
    at = answer.next.empty() ? std::next(at) : list.lower_bound(answer.next);
  }
  return found;
}

TEST_CASE("no similar word is missed and none is made up") {
  std::mt19937 random(1912);
  std::set<std::string> list;
  while (list.size() < 4'000) {
    std::string word;
    for (auto length = 1 + random() % 7; length > 0; --length) word += static_cast<char>('a' + random() % 4);
    list.insert(word);
  }
  int looked_at = 0;
  for (int round = 0; round < 60; ++round) {
    std::string word;
    for (auto length = 2 + random() % 6; length > 0; --length) word += static_cast<char>('a' + random() % 4);
    for (const int letters : {1, 2}) {
      std::map<std::string, int> wanted;
      for (const auto& candidate : list)
        if (const int d = distance(word, candidate); d <= letters) wanted[candidate] = d;
      INFO(word, " ", letters);
      CHECK(found_in(list, word, letters, looked_at) == wanted);
    }
  }
}

TEST_CASE("letters are characters, not bytes, and most of a list is skipped") {
  std::set<std::string> list = {"zürich", "zurich", "東京", "東都", "京都", "straße"};
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b)
      for (int i = 0; i < 50; ++i) list.insert(std::string{a, b} + std::to_string(i) + "xxxxxx");
  int looked_at = 0;
  CHECK(found_in(list, "zurich", 1, looked_at) == std::map<std::string, int>{{"zurich", 0}, {"zürich", 1}});
  CHECK(looked_at < 3'000);
  CHECK(found_in(list, "東京", 1, looked_at) == std::map<std::string, int>{{"東京", 0}, {"東都", 1}});
}

}  // namespace
