// What is suggested when the time has passed before anything was looked at, as on a machine where others have the processors.
#include "server/search/suggestions.h"

#include <doctest/doctest.h>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"
#include "server/search/deadline.h"

using namespace backfile;

namespace {

Xapian::WritableDatabase archive_of(const std::vector<std::string>& titles) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  analysis::Analyzer analyzer;
  for (const auto& title : titles) {
    article::Article article;
    article.title = title;
    Xapian::Document document;
    std::string folded;
    for (const auto& token : analyzer.tokens(title, {})) {
      document.add_term(schema::word_term(token.term));
      document.add_term(schema::title_word_term(token.term));
      folded += (folded.empty() ? "" : " ") + std::string(token.term);
    }
    document.add_value(schema::kTitleWordsSlot, folded);
    document.add_value(schema::kNewestSlot, schema::time_value(static_cast<std::int64_t>(database.get_doccount())));
    document.set_data(article::encode(article));
    database.add_document(document);
  }
  return database;
}

std::vector<std::string> texts(const std::vector<search::Suggestion>& suggestions) {
  std::vector<std::string> found;
  for (const auto& suggestion : suggestions) found.push_back(suggestion.text);
  return found;
}

search::Suggestions suggested(const Xapian::Database& database, const std::string& typed, std::chrono::seconds left,
                              const search::LetPass& let_pass = {}) {
  const search::Deadline deadline(search::Deadline::Clock::now() + left);
  query::SuggestRequest request;
  request.filters.q = typed;
  request.limit = 3;
  analysis::Analyzer analyzer;
  return search::suggestions(database, request, let_pass, analyzer, deadline);
}

constexpr std::chrono::seconds kPassed(-1), kEnough(600);
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("words and headlines are suggested also where the time has passed already") {
  for (const auto left : {kPassed, kEnough}) {
    const auto archive = archive_of({"Lighthouse keeper retires", "Lights out", "Lighthouse painted", "General strike begins",
                                     "General strike ends", "General store closes", "Strike pay"});
    const auto begun = suggested(archive, "ligh", left);
    CHECK(texts(begun.words) == Texts{"lighthouse", "lights"});
    CHECK(texts(begun.headlines) == Texts{"Lighthouse painted", "Lights out", "Lighthouse keeper retires"});
    // What follows the words typed in headlines.
    const auto after = suggested(archive, "general st", left);
    CHECK(texts(after.words) == Texts{"general strike", "general store"});
    CHECK(texts(after.headlines) == Texts{"General store closes", "General strike ends", "General strike begins"});
  }
}

TEST_CASE("of headlines that are the same no more are read than are wanted where the time has passed") {
  const auto archive = archive_of({"Weather for the coast", "Weather", "Weather", "Weather", "Weather"});
  CHECK(texts(suggested(archive, "weath", kPassed).headlines) == Texts{"Weather"});
  CHECK(texts(suggested(archive, "weath", kEnough).headlines) == Texts{"Weather", "Weather for the coast"});
}

TEST_CASE("under a filter headlines and words are of what it lets pass, of the headlines also where the time has passed") {
  const auto archive = archive_of({"Lighthouse keeper retires", "Lights out", "Lighthouse painted", "Light at last"});
  const search::LetPass let_pass = [] { return std::vector<bool>{false, true, false, false, true}; };
  const auto found = suggested(archive, "ligh", kEnough, let_pass);
  CHECK(texts(found.words) == Texts{"lighthouse", "light"});
  CHECK(texts(found.headlines) == Texts{"Light at last", "Lighthouse keeper retires"});
  CHECK(texts(suggested(archive, "ligh", kPassed, let_pass).headlines) == Texts{"Light at last", "Lighthouse keeper retires"});
}

TEST_CASE("where no word was typed nobody is asked what a filter lets pass") {
  bool asked = false;
  const search::LetPass let_pass = [&] {
    asked = true;
    return std::vector<bool>{};
  };
  CHECK(suggested(archive_of({"Lights out"}), "\"?", kEnough, let_pass).headlines.empty());
  CHECK_FALSE(asked);
}
