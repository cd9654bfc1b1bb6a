// Words near to one are found, the likeliest first, as comparing with every word would find them.
#include "server/search/dictionary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "server/search/mistake.h"

using namespace backfile::search;

namespace {

using Words = std::vector<std::string>;

void put_in_order(Dictionary& dictionary) {
  while (dictionary.put_in_order()) {
  }
}

Words texts(const std::vector<NearWord>& near) {
  Words texts;
  for (const NearWord& one : near) texts.push_back(one.text);
  return texts;
}

TEST_CASE("words of headlines come before others, which are looked at where none of them is one letter off") {
  Dictionary dictionary(100);
  dictionary.add("government", 30, true);
  dictionary.add("governments", 20, true);
  dictionary.add("governmen", 30, false);
  dictionary.add("goverment", 5, false);
  dictionary.add("helicopter", 40, false);
  put_in_order(dictionary);
  CHECK(texts(dictionary.similar("goverment", {1, 1, true, 6})) == Words{"government"});
  CHECK(texts(dictionary.similar("goverment", {2, 1, true, 6})) == Words{"government", "governments"});
  CHECK(texts(dictionary.similar("goverment", {2, 25, false, 6})) == Words{"government"});
  CHECK(texts(dictionary.similar("government", {1, 1, true, 6})) == Words{"governments"});
  CHECK(texts(dictionary.similar("helikopter", {2, 1, false, 6})) == Words{"helicopter"});
  CHECK(dictionary.similar("helikopter", {2, 1, true, 6}).empty());
  CHECK(dictionary.similar("helikopter", {2, 41, false, 6}).empty());
  CHECK(dictionary.similar("", {2, 1, false, 6}).empty());
  CHECK(dictionary.similar(std::string(61, 'a'), {2, 1, false, 6}).empty());
}

TEST_CASE("the likeliest are those that comparing with every word gives") {
  std::mt19937 random(1912);
  const auto word = [&] {
    std::string text;
    for (auto length = 2 + random() % 6; length > 0; --length) text += static_cast<char>('a' + random() % 4);
    return text;
  };
  std::map<std::string, std::uint32_t> words;
  while (words.size() < 4'000) words.emplace(word(), 1 + random() % 9 * (random() % 2'000));
  Dictionary dictionary(10'000);
  for (const auto& [text, articles] : words) dictionary.add(text, articles, false);
  put_in_order(dictionary);
  for (int round = 0; round < 200; ++round) {
    const std::string asked = word();
    const int letters = 1 + round % 2;
    const double least = round % 3 * 20;
    std::vector<NearWord> wanted;
    for (const auto& [text, articles] : words) {
      const auto off = letters_off(Letters(asked), Letters(text), letters);
      if (!off || *off == 0 || articles < least) continue;
      wanted.push_back({text, std::log2(1.0 + articles) - mistake_cost(*off, asked.front() == text.front()), *off});
    }
    std::sort(wanted.begin(), wanted.end(), [](const NearWord& a, const NearWord& b) {
      return a.likelihood != b.likelihood ? a.likelihood > b.likelihood : a.text < b.text;
    });
    if (wanted.size() > 6) wanted.resize(6);
    INFO(asked, " ", letters);
    CHECK(texts(dictionary.similar(asked, {letters, least, false, 6})) == texts(wanted));
  }
}

TEST_CASE("of too many words the rarest are left out") {
  Dictionary dictionary(1'000);
  for (int i = 0; i < 5'000; ++i) dictionary.add("word" + std::to_string(i), 1 + i % 3, false);
  dictionary.add("frequent", 3, false);
  put_in_order(dictionary);
  CHECK(dictionary.size() <= 1'000);
  CHECK(dictionary.similar("frequant", {1, 1, false, 6}).empty());  // there are more than a thousand as frequent
  dictionary.add("everywhere", 1'000, false);
  put_in_order(dictionary);
  CHECK(texts(dictionary.similar("everywher", {1, 1, false, 6})) == Words{"everywhere"});
}

}  // namespace
