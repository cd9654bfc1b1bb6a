// Lists in memory say what Xapian's do, stretch by stretch, and keep to their budget.
#include "server/search/posting_lists.h"

#include <doctest/doctest.h>
#include <map>

using namespace backfile::search;

namespace {

/// Documents from 1 to 150,000, every third with "often", once or (every 300th) 999 times; words w0 to w9 in each tenth.
Xapian::WritableDatabase database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (Xapian::docid docid = 1; docid <= 150'000; docid += 3) {
    Xapian::Document document;
    document.add_term("often", docid % 300 == 1 ? 999 : 1);
    document.add_term("w" + std::to_string(docid % 10));
    database.replace_document(docid, document);
  }
  return database;
}

}  // namespace

std::map<Xapian::docid, unsigned> postings(const PostingList& list) {
  std::map<Xapian::docid, unsigned> all;
  for (std::size_t stretch = 0; stretch < 5; ++stretch) {
    const auto [offsets, counts, dense] = list.slice(stretch);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const auto offset = dense ? i : offsets[i];
      if (!dense || counts[i] > 0) all[first_of_stretch(stretch) + static_cast<Xapian::docid>(offset)] = counts[i] - (dense ? 1u : 0u);
    }
  }
  return all;
}

TEST_CASE("a list in memory has the postings of Xapian's, in stretches, whether it is dense or sparse") {
  auto articles = database();
  for (const char* word : {"often", "w3"}) {
    const PostingList list(articles, word);
    CHECK(list.occurrences() == articles.get_collection_freq(word));
    CHECK(list.slice(0).dense == (std::string(word) == "often"));
    std::map<Xapian::docid, unsigned> theirs;
    for (auto posting = articles.postlist_begin(word); posting != articles.postlist_end(word); ++posting)
      theirs[*posting] = std::min(254u, posting.get_wdf());
    CHECK(postings(list) == theirs);
  }
}

TEST_CASE("a term is read into memory when it is gone through for a second time, and within the budget those used most stay") {
  auto articles = database();
  auto budget = std::make_shared<PostingBudget>(80'000);  // five of the ten
  {
    PostingLists lists(budget);
    CHECK(lists.frequency(articles, "nowhere").articles == 0);
    CHECK(lists.of(articles, "nowhere", true) == nullptr);
    for (int i = 0; i < 5; ++i) {
      const auto word = "w" + std::to_string(i);
      CHECK(lists.frequency(articles, word).articles == 5'000);
      CHECK(lists.of(articles, word, true) == nullptr);
      CHECK(lists.of(articles, word, false) == nullptr);
      const auto list = lists.of(articles, word, true);
      REQUIRE(list);
      CHECK(list->occurrences() == 5'000);
      CHECK(lists.of(articles, word, false) == list);
    }
    CHECK(budget->used <= budget->most);
    for (int i = 0; i < 3; ++i) CHECK(lists.of(articles, "w7", true) == nullptr);  // the others are used as much
    std::shared_ptr<const PostingList> newcomer;
    for (int i = 0; i < 20 && !newcomer; ++i) newcomer = lists.of(articles, "w7", true);
    CHECK(newcomer);
    CHECK(budget->used <= budget->most);
    CHECK(budget->used > budget->most / 2);
  }
  CHECK(budget->used == 0);
}

TEST_CASE("a list that would take most of the budget is not kept") {
  auto articles = database();
  PostingLists lists(std::make_shared<PostingBudget>(300'000));
  for (int i = 0; i < 3; ++i) CHECK(lists.of(articles, "often", true) == nullptr);
}
