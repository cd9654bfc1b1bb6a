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

TEST_CASE("a list in memory has the postings of Xapian's, in stretches") {
  auto articles = database();
  const PostingList list(articles, "often");
  CHECK(list.articles() == articles.get_termfreq("often"));
  CHECK(list.occurrences() == articles.get_collection_freq("often"));
  std::map<Xapian::docid, unsigned> ours, theirs;
  for (std::size_t stretch = 0; stretch < 5; ++stretch) {
    const auto [offsets, counts] = list.slice(stretch);
    for (std::size_t i = 0; i < offsets.size(); ++i) ours[first_of_stretch(stretch) + offsets[i]] = counts[i];
  }
  for (auto posting = articles.postlist_begin("often"); posting != articles.postlist_end("often"); ++posting)
    theirs[*posting] = std::min(255u, posting.get_wdf());
  CHECK(ours == theirs);
}

TEST_CASE("a term is read into memory when it is asked for again, and the one not asked for longest goes first") {
  auto articles = database();
  auto budget = std::make_shared<PostingBudget>(80'000);
  {
    PostingLists lists(budget);
    CHECK(lists.frequency(articles, "nowhere").articles == 0);
    CHECK(lists.of(articles, "nowhere") == nullptr);
    for (int i = 0; i < 10; ++i) {
      const auto word = "w" + std::to_string(i);
      CHECK(lists.frequency(articles, word).articles == 5'000);
      CHECK(lists.of(articles, word) == nullptr);
      const auto list = lists.of(articles, word);
      REQUIRE(list);
      CHECK(list->articles() == 5'000);
      CHECK(budget->used <= budget->most);
    }
    CHECK(lists.of(articles, "w9"));
    CHECK(lists.of(articles, "w0") == nullptr);  // it went, and this is the first time again
    CHECK(budget->used > budget->most / 2);
  }
  CHECK(budget->used == 0);
}

TEST_CASE("a list that would take most of the budget is not kept") {
  auto articles = database();
  PostingLists lists(std::make_shared<PostingBudget>(300'000));
  for (int i = 0; i < 3; ++i) CHECK(lists.of(articles, "often") == nullptr);
}
