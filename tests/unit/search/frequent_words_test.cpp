// The words of headlines that corrections are found among.
#include "server/search/frequent_words.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "indexer/schema/fields.h"

namespace {

using namespace backfile;
using Words = std::vector<std::string>;

void add(Xapian::WritableDatabase& database, const std::string& word, int articles, bool in_title) {
  for (int i = 0; i < articles; ++i) {
    Xapian::Document document;
    document.add_posting(schema::word_term(word), 1);
    if (in_title && i == 0) document.add_posting(schema::title_word_term(word), 1);
    database.add_document(document);
  }
}

Words sorted(Words words) {
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

TEST_CASE("words of headlines that many articles have are known, the nearest ones found, the word itself not") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  add(database, "government", 30, true);
  add(database, "governments", 20, true);
  add(database, "governmen", 30, false);  // in no headline
  add(database, "goverment", 5, true);    // too rare
  search::FrequentWords words;
  CHECK(words.similar("goverment", 1).empty());
  words.learn(database, 1);
  CHECK(words.similar("goverment", 1) == Words{"government"});
  CHECK(sorted(words.similar("goverment", 2)) == Words{"government", "governments"});
  CHECK(words.similar("government", 1) == Words{"governments"});
}

TEST_CASE("many words are read in steps, each once, and nothing is known before the last") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 12'000; ++i) {
    Xapian::Document document;
    document.add_posting(schema::title_word_term("word" + std::to_string(i)), 1);
    database.add_document(document);
  }
  add(database, "first", 20, true);
  add(database, "zebra", 20, true);
  search::FrequentWords words;
  words.learn(database, 1);
  CHECK(words.similar("firs", 1).empty());
  words.learn(database, 2);  // a change goes on with what was begun
  words.learn(database, 2);
  CHECK(words.similar("firs", 1) == Words{"first"});
  CHECK(words.similar("zebr", 1) == Words{"zebra"});
}
