// Phrases over a database that knows what stands beside its words: all articles that have them, and no other.
#include "server/search/positions.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <xapian.h>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/open.h"
#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;
using Op = query::Expression::Op;

namespace {

constexpr unsigned kWords = 30, kArticles = 4'000;

struct Texts {
  Texts() {
    std::filesystem::remove_all(path);
    auto writer = glass::DatabaseWriter::create(path);
    REQUIRE(writer);
    glass::PartBuilder part;
    for (Xapian::docid article = 1; article <= kArticles; ++article) {
      std::uint32_t position = 1;
      for (int i = 0; i < 40; ++i) {
        // The first are in nearly every article, the last in one of fifty; here and there two at one place, and paragraphs end.
        for (int here = random() % 15 == 0 ? 2 : 1; here > 0; --here) {
          const auto word =
              std::min<std::uint32_t>(kWords - 1, static_cast<std::uint32_t>(random() % (1 + random() % (1 + random() % 60))));
          words[article].emplace(position, word);
          part.document().add_word(part.document().number({}, name(word)), position);
        }
        position += random() % 10 == 0 ? 100 : 1;
      }
      REQUIRE(part.add());
    }
    (*writer)->add(part.finish());
    REQUIRE((*writer)->finish());
  }
  ~Texts() { std::filesystem::remove_all(path); }
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;

  static std::string name(std::uint32_t word) { return "w" + std::to_string(word); }

  bool has(Xapian::docid article, std::uint32_t position, std::uint32_t word) const {
    const auto [from, to] = words.at(article).equal_range(position);
    return std::any_of(from, to, [word](const auto& place) { return place.second == word; });
  }
  /// By any of the words that may be at each place.
  bool stand(Xapian::docid article, const std::vector<std::vector<std::uint32_t>>& row) const {
    const auto may_stand = [&](const std::vector<std::uint32_t>& some, std::uint32_t position) {
      return std::any_of(some.begin(), some.end(), [&](std::uint32_t word) { return has(article, position, word); });
    };
    return std::any_of(words.at(article).begin(), words.at(article).end(), [&](const auto& place) {
      for (std::uint32_t i = 0; i < row.size(); ++i)
        if (!may_stand(row[i], place.first + i)) return false;
      return true;
    });
  }
  bool has_all(Xapian::docid article, const std::vector<std::vector<std::uint32_t>>& row) const {
    const auto& all = words.at(article);
    return std::all_of(row.begin(), row.end(), [&](const auto& some) {
      return std::any_of(all.begin(), all.end(),
                         [&](const auto& place) { return std::find(some.begin(), some.end(), place.second) != some.end(); });
    });
  }

  std::mt19937 random{23};
  const std::string path = std::filesystem::temp_directory_path() / ("backfile-texts-" + std::to_string(getpid()));
  std::map<Xapian::docid, std::multimap<std::uint32_t, std::uint32_t>> words;  // by position
};

Prepared one_of(const Xapian::Database& database, const std::vector<std::uint32_t>& words) {
  Prepared term{.op = Op::term};
  if (words.size() == 1) {
    term.term = Texts::name(words.front());
    term.articles = database.get_termfreq(term.term);
    return term;
  }
  Prepared any{.op = Op::any};
  for (const std::uint32_t word : words) {
    any.children.push_back(one_of(database, {word}));
    any.articles += any.children.back().articles;
  }
  return any;
}

}  // namespace

TEST_CASE("a phrase is found where its words stand in a row, whatever stands beside them elsewhere") {
  Texts texts;
  const Xapian::Database database(texts.path);
  const auto version = glass::version_of(texts.path);
  REQUIRE(version);
  ShardPositions positions(database, glass::open_table(texts.path, *version, glass::kPositionTable));
  std::mt19937& random = texts.random;
  std::size_t found_in_all = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::vector<std::uint32_t>> row(2 + random() % 3);
    for (auto& some : row) {
      some.push_back(static_cast<std::uint32_t>(random() % (1 + random() % kWords)));
      if (random() % 8 == 0) some.push_back(static_cast<std::uint32_t>(random() % kWords));
    }
    if (random() % 4 == 0) row.back() = row.front();
    Prepared phrase{.op = Op::phrase, .window = static_cast<Xapian::termcount>(row.size())};
    for (const auto& some : row) phrase.children.push_back(one_of(database, some));
    std::vector<Xapian::docid> articles, expected;
    for (Xapian::docid article = 1; article <= kArticles; ++article) {
      if (texts.has_all(article, row)) articles.push_back(article);
      if (texts.stand(article, row)) expected.push_back(article);
    }
    CAPTURE(round);
    REQUIRE(standing(phrase, articles, positions, far()) == expected);
    found_in_all += expected.size();
  }
  CHECK(found_in_all > 1'000);
}
