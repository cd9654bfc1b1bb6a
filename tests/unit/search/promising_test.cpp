// What is known of scores before they are worked out.
#include "server/search/promising.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <xapian.h>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "server/search/local_match.h"

using namespace backfile;
using namespace backfile::search;
using query::Expression;
using Op = Expression::Op;

namespace {

struct Folder {
  const std::string path = (std::filesystem::temp_directory_path() / ("backfile-promising-" + std::to_string(getpid()))).string();
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("the same article scores the same to the last bit, whatever else its database holds") {
  std::mt19937 random(23);
  const Folder folder;
  const auto article = [](const std::vector<std::pair<const char*, unsigned>>& words, std::int64_t day) {
    Xapian::Document document;
    for (const auto& [word, times] : words) document.add_term(word, times);
    document.add_value(schema::kNewestSlot, schema::time_value(day * 86'400) + "id");
    return document;
  };
  const auto twin = article({{"a", 3}, {"b", 2}, {"c", 1}, {"d", 7}, {"other", 90}}, 699'993);
  std::vector<Xapian::WritableDatabase> databases;
  for (const unsigned size : {3u, 60u, 2'000u}) {
    databases.emplace_back(folder.path + "/" + std::to_string(size), Xapian::DB_CREATE);
    databases.back().add_document(twin);
    for (unsigned i = 0; i < size; ++i)
      databases.back().add_document(
          article({{"a", 1 + random() % 9}, {"other", 50 + random() % 200}, {random() % 9 ? "e" : "b", 1}, {random() % 5 ? "c" : "d", 2}},
                  1 + static_cast<std::int64_t>(random() % 700'000)));
  }
  for (auto& database : databases) database.commit();
  const std::vector<const Xapian::Database*> shards{&databases[0], &databases[1], &databases[2]};
  Reserves reserves;
  const Deadline deadline(Deadline::Clock::now() + std::chrono::seconds(600));
  LocalMatch match(shards, columns_of(shards, nullptr, ColumnResources(1u << 16, 1u << 18)), reserves, deadline);
  const Gains gains({.points = 0.3, .newest = 700'000ll * 86'400});
  for (const Op op : {Op::any, Op::all}) {
    Expression words{op};
    for (const char* word : {"a", "b", "c", "d"}) words.children.push_back(query::term(word));
    const auto prepared = *match.prepared(words, true);
    const Promising promising(prepared, gains, 2, 0, static_cast<double>(match.articles()));
    std::vector<double> scores;
    match.each(prepared, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
      const auto [articles, known] = promising.of(NumberedSet(set, stretch.number), stretch.number, *match.columns().shards[stretch.place],
                                                  stretch.scorer, reserves, 0);
      REQUIRE(known.size() == articles.size());
      for (std::size_t i = 0; i < articles.size(); ++i)
        if (articles[i] == 1) scores.push_back(known[i]);
    });
    REQUIRE(scores.size() == 3);
    CHECK(scores[0] == scores[1]);
    CHECK(scores[1] == scores[2]);
  }
}
