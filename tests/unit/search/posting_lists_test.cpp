// Lists in memory say what was read, stretch by stretch, and keep to their budget.
#include "server/search/posting_lists.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <atomic>
#include <numeric>
#include <random>
#include <thread>
#include <vector>

using namespace backfile::search;

namespace {

/// Documents 1 to 1,000: words w0 to w9 in nine of ten each, "seldom" in one of a hundred.
Xapian::WritableDatabase database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::docid docid = 1; docid <= 1'000; ++docid) {
    Xapian::Document document;
    for (unsigned word = 0; word < 10; ++word)
      if (docid % 10 != word) document.add_term("w" + std::to_string(word));
    if (docid % 100 == 0) document.add_term("seldom");
    database.replace_document(docid, document);
  }
  return database;
}

PostingList list_of_all() {
  PostingList::Making making;
  for (Xapian::docid docid = 1; docid <= 900; ++docid) making.add(docid, 1);
  return PostingList(std::move(making));
}

/// As a search asks, which knows the term's frequency first.
std::shared_ptr<const PostingList> asked(PostingLists& lists, const Xapian::Database& articles, const std::string& word, bool through) {
  lists.frequency(articles, word);
  return lists.of(word, articles.get_lastdocid(), through, list_of_all);
}

using Posting = std::pair<Xapian::docid, std::uint32_t>;

PostingList list_of(const std::vector<Posting>& postings) {
  PostingList::Making making;
  for (const auto& [docid, occurrences] : postings) making.add(docid, occurrences);
  return PostingList(std::move(making));
}

std::vector<Posting> told_by(const PostingList& list, std::size_t stretches) {
  std::vector<Posting> all;
  for (std::size_t number = 0; number < stretches; ++number)
    list.stretch(number).each([&](std::size_t index, std::uint32_t occurrences) {
      all.emplace_back(first_of_stretch(number) + static_cast<Xapian::docid>(index), occurrences);
    });
  return all;
}

/// One of so many documents of three stretches, the last a short one; seldom: how many stand there more often than a byte holds.
std::vector<Posting> random_postings(std::mt19937& random, unsigned one_in, unsigned often_one_in) {
  std::vector<Posting> postings;
  for (Xapian::docid docid = 1; docid <= 2 * kStretch + 1'000; ++docid) {
    if (random() % one_in != 0) continue;
    const bool often = often_one_in > 0 && random() % often_one_in == 0;
    postings.emplace_back(docid, static_cast<std::uint32_t>(often ? random() % 100'000 : random() % 16));
  }
  return postings;
}

}  // namespace

TEST_CASE("a list in memory says what was read, however rare or frequent the term, and however often it stands in a document") {
  std::mt19937 random(7);
  for (const unsigned one_in : {1u, 2u, 5u, 7u, 20u, 100u, 130u, 5'000u, 40'000u})
    for (const unsigned often_one_in : {0u, 1u, 3u, 500u}) {
      CAPTURE(one_in);
      CAPTURE(often_one_in);
      const auto postings = random_postings(random, one_in, often_one_in);
      const PostingList list = list_of(postings);
      CHECK(told_by(list, 4) == postings);
    }
}

TEST_CASE("what a list of terms spread evenly takes is known before it is read") {
  for (const Xapian::docid step : {2u, 20u, 500u}) {
    std::vector<Posting> postings;
    for (Xapian::docid docid = step; docid <= 3 * kStretch; docid += step) postings.emplace_back(docid, 1);
    CAPTURE(step);
    const auto likely = static_cast<double>(PostingList::likely_bytes(postings.size(), 3 * kStretch));
    CHECK(static_cast<double>(list_of(postings).bytes()) == doctest::Approx(likely).epsilon(0.05));
  }
}

TEST_CASE("documents are asked about one by one, and sets are met, as each of the postings says") {
  std::mt19937 random(11);
  for (const unsigned one_in : {1u, 5u, 7u, 20u, 130u, 5'000u}) {
    CAPTURE(one_in);
    const auto postings = random_postings(random, one_in, 50);
    const PostingList list = list_of(postings);
    for (const unsigned asked_one_in : {1u, 3u, 300u}) {
      for (std::size_t number = 0; number < 3; ++number) {
        std::vector<Xapian::docid> articles;
        StretchSet set(number == 2 ? 1'000 : kStretch);
        for (Xapian::docid i = 0; i < (number == 2 ? 1'000 : kStretch); ++i) {
          if (random() % asked_one_in != 0) continue;
          articles.push_back(first_of_stretch(number) + i);
          set.insert(i);
        }
        std::vector<Posting> expected, found;
        for (const auto& posting : postings)
          if (std::binary_search(articles.begin(), articles.end(), posting.first)) expected.push_back(posting);
        list.stretch(number).among(articles,
                                   [&](std::size_t i, std::uint32_t occurrences) { found.emplace_back(articles[i], occurrences); });
        CHECK(found == expected);
        found.clear();
        list.stretch(number).among(NumberedSet(set, number),
                                   [&](std::size_t i, std::uint32_t occurrences) { found.emplace_back(articles[i], occurrences); });
        CHECK(found == expected);
        list.stretch(number).keep(set);
        std::vector<Xapian::docid> left;
        for (const auto& posting : expected) left.push_back(posting.first);
        CHECK(set.articles(number) == left);
      }
    }
  }
}

TEST_CASE("what is read for a moment says the same as what is kept") {
  std::mt19937 random(13);
  for (const std::size_t size : {std::size_t{1}, std::size_t{64}, std::size_t{1'000}, std::size_t{kStretch}})
    for (const unsigned one_in : {1u, 3u, 200u}) {
      CAPTURE(size);
      StretchRoom room;
      room.bytes.fill(7);  // of the search before
      room.clear(size);
      std::vector<Posting> postings;
      for (Xapian::docid i = 0; i < size; ++i)
        if (random() % one_in == 0) postings.emplace_back(i + 1, static_cast<std::uint32_t>(random() % 4 == 0 ? random() % 1'000 : 1));
      for (const auto& [docid, occurrences] : postings) room.add(1, docid - 1, occurrences);
      const StretchPostings plain(room, size, 1);
      std::vector<Posting> told, found;
      plain.each(
          [&](std::size_t index, std::uint32_t occurrences) { told.emplace_back(static_cast<Xapian::docid>(index) + 1, occurrences); });
      CHECK(told == postings);
      std::vector<Xapian::docid> all(size);
      std::iota(all.begin(), all.end(), 1);
      plain.among(all, [&](std::size_t i, std::uint32_t occurrences) { found.emplace_back(all[i], occurrences); });
      CHECK(found == postings);
      StretchSet set(size);
      for (std::size_t i = 0; i < size; ++i) set.insert(i);
      found.clear();
      plain.among(NumberedSet(set, 0), [&](std::size_t i, std::uint32_t occurrences) { found.emplace_back(all[i], occurrences); });
      CHECK(found == postings);
      plain.keep(set);
      CHECK(set.size() == postings.size());
    }
}

TEST_CASE("postings that a damaged table tells out of order are passed over") {
  const PostingList list = list_of({{kStretch + 5, 1}, {3, 1}, {kStretch + 5, 2}, {kStretch + 6, 300}, {1, 999}});
  CHECK(told_by(list, 3) == std::vector<Posting>{{kStretch + 5, 1}, {kStretch + 6, 300}});
}

TEST_CASE("of a stretch behind the last posting it is known that nothing is there") {
  const PostingList list = list_of({{1, 3}, {2, 254}, {kStretch, 999}, {kStretch + 10, 1'000'000}});
  CHECK(told_by(list, 9) == std::vector<Posting>{{1, 3}, {2, 254}, {kStretch, 999}, {kStretch + 10, 1'000'000}});
  CHECK(list.stretch(7).known());
  CHECK_FALSE(StretchPostings().known());
}

TEST_CASE("a term is read into memory when it is gone through for a second time, and within the budget those used most stay") {
  auto articles = database();
  auto budget = std::make_shared<PostingBudget>(5 * list_of_all().bytes());
  {
    PostingLists lists(budget);
    CHECK(lists.frequency(articles, "nowhere").articles == 0);
    CHECK(asked(lists, articles, "nowhere", true) == nullptr);
    for (int i = 0; i < 5; ++i) {
      const auto word = "w" + std::to_string(i);
      CHECK(lists.frequency(articles, word).articles == 900);
      CHECK(asked(lists, articles, word, true) == nullptr);
      CHECK(asked(lists, articles, word, false) == nullptr);
      const auto list = asked(lists, articles, word, true);
      REQUIRE(list);
      CHECK(asked(lists, articles, word, false) == list);
    }
    CHECK(budget->used() <= budget->most);
    for (int i = 0; i < 6; ++i) CHECK(asked(lists, articles, "w7", true) == nullptr);  // the others are used more than half as much
    std::shared_ptr<const PostingList> newcomer;
    for (int i = 0; i < 40 && !newcomer; ++i) newcomer = asked(lists, articles, "w7", true);
    CHECK(newcomer);
    CHECK(budget->used() <= budget->most);
    CHECK(budget->used() > budget->most / 2);
    CHECK(asked(lists, articles, "w7", false) == newcomer);
  }
  CHECK(budget->used() == 0);
}

TEST_CASE("what a search holds makes no room, and counts until it is let go") {
  auto articles = database();
  auto budget = std::make_shared<PostingBudget>(5 * list_of_all().bytes());
  std::vector<std::shared_ptr<const PostingList>> held;
  {
    PostingLists lists(budget);
    for (int i = 0; i < 5; ++i) {
      const auto word = "w" + std::to_string(i);
      CHECK(asked(lists, articles, word, true) == nullptr);
      held.push_back(asked(lists, articles, word, true));
      REQUIRE(held.back());
    }
    for (int i = 0; i < 40; ++i) CHECK(asked(lists, articles, "w7", true) == nullptr);
    held.pop_back();
    CHECK(asked(lists, articles, "w7", true));
  }
  CHECK(budget->used() > budget->most / 2);
  held.clear();
  CHECK(budget->used() == 0);
}

TEST_CASE("a list that would take most of the budget is not kept, nor one of a term that few documents have") {
  auto articles = database();
  PostingLists small(std::make_shared<PostingBudget>(2'000)), large(std::make_shared<PostingBudget>(1u << 20));
  for (int i = 0; i < 3; ++i) {
    CHECK(asked(small, articles, "w1", true) == nullptr);
    CHECK(asked(large, articles, "seldom", true) == nullptr);
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
          const auto list = asked(lists[random() % 2], articles, word, random() % 4 != 0);
          over += budget->used() > budget->most;
        }
      });
    for (auto& thread : threads) thread.join();
    CHECK(over == 0);
  }
  CHECK(budget->used() == 0);
}
