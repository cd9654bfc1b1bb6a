// Lists in memory say what was read, stretch by stretch, and keep to their budget.
#include "server/search/posting_lists.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

using namespace backfile::search;

namespace {

/// Documents 1 to 1,000: words w0 to w9 in nine of ten each, "seldom" in one of ten.
Xapian::WritableDatabase database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::docid docid = 1; docid <= 1'000; ++docid) {
    Xapian::Document document;
    for (unsigned word = 0; word < 10; ++word)
      if (docid % 10 != word) document.add_term("w" + std::to_string(word));
    if (docid % 10 == 0) document.add_term("seldom");
    database.replace_document(docid, document);
  }
  return database;
}

PostingList list_of_all() { return PostingList(1'000); }

}  // namespace

TEST_CASE("a list in memory says for every document of a stretch how often the term stands there") {
  PostingList list(kStretch + 10);
  list.add(1, 3);
  list.add(2, 254);
  list.add(kStretch, 999);
  list.add(kStretch + 10, 1'000'000);
  const auto first = list.stretch(0), second = list.stretch(1);
  CHECK(first.size() == kStretch);
  CHECK(first.occurrences(0) == 3);
  CHECK(first.occurrences(1) == 254);
  CHECK_FALSE(first.has(2));
  CHECK(first.occurrences(kStretch - 1) == 999);
  REQUIRE(second.size() == 10);
  CHECK_FALSE(second.has(8));
  CHECK(second.occurrences(9) == 1'000'000);
  CHECK(list.stretch(2).empty());
}

TEST_CASE("a term is read into memory when it is gone through for a second time, and within the budget those used most stay") {
  auto articles = database();
  auto budget = std::make_shared<PostingBudget>(5 * list_of_all().bytes());
  {
    PostingLists lists(budget);
    CHECK(lists.frequency(articles, "nowhere").articles == 0);
    CHECK(lists.of(articles, "nowhere", true, list_of_all) == nullptr);
    for (int i = 0; i < 5; ++i) {
      const auto word = "w" + std::to_string(i);
      CHECK(lists.frequency(articles, word).articles == 900);
      CHECK(lists.of(articles, word, true, list_of_all) == nullptr);
      CHECK(lists.of(articles, word, false, list_of_all) == nullptr);
      const auto list = lists.of(articles, word, true, list_of_all);
      REQUIRE(list);
      CHECK(lists.of(articles, word, false, list_of_all) == list);
    }
    CHECK(budget->used() <= budget->most);
    for (int i = 0; i < 3; ++i) CHECK(lists.of(articles, "w7", true, list_of_all) == nullptr);  // the others are used as much
    std::shared_ptr<const PostingList> newcomer;
    for (int i = 0; i < 20 && !newcomer; ++i) newcomer = lists.of(articles, "w7", true, list_of_all);
    CHECK(newcomer);
    CHECK(budget->used() <= budget->most);
    CHECK(budget->used() > budget->most / 2);
  }
  CHECK(budget->used() == 0);
}

TEST_CASE("a list that would take most of the budget is not kept, nor one of a term that few documents have") {
  auto articles = database();
  PostingLists small(std::make_shared<PostingBudget>(2'000)), large(std::make_shared<PostingBudget>(1u << 20));
  for (int i = 0; i < 3; ++i) {
    CHECK(small.of(articles, "w1", true, list_of_all) == nullptr);
    CHECK(large.of(articles, "seldom", true, list_of_all) == nullptr);
  }
}

TEST_CASE("databases that are searched at once share the budget, and whoever makes room comes to an end") {
  const auto budget = std::make_shared<PostingBudget>(5 * list_of_all().bytes());
  {
    PostingLists lists[2] = {PostingLists(budget), PostingLists(budget)};
    std::atomic<unsigned> over{0};
    std::vector<std::thread> threads;
    for (unsigned seed = 0; seed < 4; ++seed)
      threads.emplace_back([&lists, &budget, &over, seed] {
        const auto articles = database();
        std::mt19937 random(seed);
        for (unsigned round = 0; round < 40'000; ++round) {
          const auto word = "w" + std::to_string((round / 50 + random() % 3) % 10);  // others come to be asked for most
          const auto list = lists[random() % 2].of(articles, word, random() % 4 != 0, list_of_all);
          over += budget->used() > budget->most;
        }
      });
    for (auto& thread : threads) thread.join();
    CHECK(over == 0);
  }
  CHECK(budget->used() == 0);
}
