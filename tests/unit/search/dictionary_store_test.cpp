// A dictionary is read in steps, beside what it is read for.
#include "server/search/dictionary_store.h"

#include <doctest/doctest.h>

#include <thread>

#include "indexer/schema/fields.h"

using namespace backfile;
using search::DictionaryStore;

namespace {

void add(Xapian::WritableDatabase& database, const std::string& word, int articles, bool in_title = false) {
  for (int i = 0; i < articles; ++i) {
    Xapian::Document document;
    document.add_posting(schema::word_term(word), 1);
    if (in_title && i == 0) document.add_posting(schema::title_word_term(word), 1);
    document.add_boolean_term(schema::id_term(word + std::to_string(i)));
    database.add_document(document);
  }
}

std::vector<std::string> near(const DictionaryStore::Known& known, const std::string& word, bool headlines_only) {
  std::vector<std::string> texts;
  for (const auto& one : known.dictionary->similar(word, {1, 1, headlines_only, 9})) texts.push_back(one.text);
  return texts;
}

/// Until it is done; how many steps that takes.
int read(DictionaryStore& store, const Xapian::Database& database, const std::string& state) {
  for (int steps = 1; steps < 1'000; ++steps)
    if (store.of(database, state).present) return steps;
  return 0;
}

TEST_CASE("few words are known at once, and anew after a change") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  add(database, "strike", 30, true);
  add(database, "stride", 30);        // in no headline
  add(database, "straike", 4, true);  // too rare for one that counts
  DictionaryStore store;
  auto known = store.of(database, "1");
  REQUIRE(known.present);
  CHECK(near(known, "strke", true) == std::vector<std::string>{"strike"});
  CHECK(near(known, "stridee", false) == std::vector<std::string>{"stride"});
  CHECK(known.dictionary->size() == 3);
  add(database, "lockout", 1);
  known = store.of(database, "2");
  REQUIRE(known.present);
  CHECK(near(known, "lockuot", false) == std::vector<std::string>{"lockout"});
}

TEST_CASE("many words are read in steps, each once, and nothing is known before the last") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 5'000; ++i) add(database, "word" + std::to_string(i), 1);
  add(database, "1912", 1);
  add(database, "zürich", 1);
  DictionaryStore store;
  CHECK_FALSE(store.of(database, "1").dictionary);
  CHECK(read(store, database, "1") > 3);
  auto known = store.of(database, "1");
  CHECK(known.dictionary->size() == 5'002);
  CHECK(near(known, "zurich", false) == std::vector<std::string>{"zürich"});

  // After a change it is said to be old; there is no reading it anew at once.
  known = store.of(database, "2");
  CHECK_FALSE(known.present);
  CHECK(known.dictionary->size() == 5'002);
}

TEST_CASE("one that was read while the archive changed is of no state") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 5'000; ++i) add(database, "word" + std::to_string(i), 1);
  DictionaryStore store;
  CHECK_FALSE(store.of(database, "1").dictionary);
  CHECK_FALSE(store.of(database, "2").dictionary);
  DictionaryStore::Known known;
  for (int step = 0; step < 100 && !known.dictionary; ++step) known = store.of(database, "1");
  REQUIRE(known.dictionary);
  CHECK_FALSE(known.present);
}

TEST_CASE("threads read it together") {
  DictionaryStore store;
  const auto ask = [&store] {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);  // one a thread, as engines have
    for (int i = 0; i < 3'000; ++i) add(database, "word" + std::to_string(i), 1);
    while (!store.of(database, "1").present) std::this_thread::yield();
    const auto known = store.of(database, "1");
    for (int i = 0; i < 50; ++i) known.dictionary->similar("worrd7", {2, 1, false, 6});
  };
  std::thread other(ask);
  ask();
  other.join();
  Xapian::WritableDatabase empty("", Xapian::DB_BACKEND_INMEMORY);
  CHECK(store.of(empty, "1").dictionary->size() == 3'000);
}

}  // namespace
