// Articles that have none of some terms are gathered once, by stretch.
#include "server/search/complements.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <random>
#include <vector>

#include "tests/unit/search/databases.h"

using namespace backfile;
using namespace backfile::search;

namespace {

std::vector<Xapian::docid> in(const Complement& complement, std::size_t stretch) {
  const auto articles = complement.in(stretch);
  return {articles.begin(), articles.end()};
}

}  // namespace

TEST_CASE("a complement tells the articles of each stretch, of which some have none") {
  Complement complement;
  complement.add({});
  complement.add({kStretch + 3, kStretch + 9});
  complement.add({});
  complement.add({3 * kStretch + 1});
  CHECK(complement.size() == 3);
  CHECK(in(complement, 0).empty());
  CHECK(in(complement, 1) == std::vector<Xapian::docid>{kStretch + 3, kStretch + 9});
  CHECK(in(complement, 2).empty());
  CHECK(in(complement, 3) == std::vector<Xapian::docid>{3 * kStretch + 1});
}

TEST_CASE(
    "what has none of the same terms is gathered once, also where it is too much to be kept, as long as not too many others are asked "
    "for") {
  Complements complements;
  int gathered = 0;
  const auto gather = [&]() -> std::optional<Complement> {
    ++gathered;
    Complement complement;
    complement.add({7});
    return complement;
  };
  const auto too_many = [&]() -> std::optional<Complement> {
    ++gathered;
    return std::nullopt;
  };
  const auto english = complements.of({"Len"}, gather);
  REQUIRE(english);
  CHECK(in(*english, 0) == std::vector<Xapian::docid>{7});
  CHECK(complements.of({"Len", "Lde"}, too_many) == nullptr);
  CHECK(complements.of({"Len", "Lde"}, too_many) == nullptr);
  CHECK(complements.of({"Len"}, gather) == english);
  CHECK(gathered == 2);
  for (int i = 0; i < 40; ++i) {
    complements.of({std::to_string(i)}, gather);
    CHECK(complements.of({"Len"}, gather) == english);  // asked for again and again, it stays
  }
  CHECK(gathered == 42);
  complements.of({"0"}, gather);
  CHECK(gathered == 43);
  CHECK(in(*english, 0) == std::vector<Xapian::docid>{7});
}

TEST_CASE("what nearly all articles have leaves the same ones out in every search, be these a handful or one in thirty") {
  using query::Expression;
  using Op = Expression::Op;
  std::mt19937 random(23);
  const Databases databases(random);  // for the folder
  for (const unsigned one_in : {30u, 400u, 6'000u, 100'000u}) {
    CAPTURE(one_in);
    const std::string path = (databases.path / std::to_string(one_in)).string();
    std::vector<Xapian::docid> without_most, without_either;
    {
      Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
      for (Xapian::docid docid = 1; docid <= 2 * kStretch + 100; ++docid) {
        Xapian::Document document;
        const bool most = random() % one_in != 0, also = random() % 2, word = random() % 3;
        if (most) document.add_term("most");
        if (also) document.add_term("also");
        if (word) document.add_term("word");
        if (word && !most) without_most.push_back(docid);
        if (word && !most && !also) without_either.push_back(docid);
        database.add_document(document);
      }
      database.commit();
    }
    MatchOfOne one(path);
    const auto search = [&](Expression excluded) {
      // Both as a condition and as a part of what is weighed, as the forms of a word are.
      const Expression what{Op::without, {}, {query::term("word"), std::move(excluded)}};
      const auto condition = *one.match.prepared(what, false);
      const auto part = *one.match.prepared({Op::synonym, {}, {query::term("nowhere"), what}}, true);
      std::vector<Xapian::docid> found, weighed;
      one.match.each(condition, [&](const LocalMatch::Stretch& stretch, const StretchSet& set) {
        const auto articles = set.articles(stretch.number);
        found.insert(found.end(), articles.begin(), articles.end());
        const auto all = stretch.scorer.among(part, stretch.sets.everything(stretch.number).articles(stretch.number)).articles;
        weighed.insert(weighed.end(), all.begin(), all.end());
      });
      CHECK(weighed == found);
      return found;
    };
    for (int again = 0; again < 3; ++again) {
      CHECK(search(query::term("most")) == without_most);
      CHECK(search({Op::any, {}, {query::term("most"), query::term("also")}}) == without_either);
    }
  }
}
