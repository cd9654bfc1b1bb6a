// A throw-away archive and the simplest documents that the store can keep.
#pragma once
#include <unistd.h>

#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/attach.h"
#include "indexer/store/build_directory.h"
#include "indexer/store/compaction.h"
#include "indexer/store/databases.h"
#include "indexer/store/reader.h"
#include "indexer/store/whole_document.h"
#include "indexer/store/writer.h"

namespace backfile::store {

struct ArchiveFixture {
  std::string path;

  ArchiveFixture() {
    char name[] = "/tmp/backfile-store-XXXXXX";
    path = std::string(::mkdtemp(name)) + "/archive";
    REQUIRE(create_archive(path, 1));
  }
  ~ArchiveFixture() { std::filesystem::remove_all(std::filesystem::path(path).parent_path()); }
  ArchiveFixture(const ArchiveFixture&) = delete;
  ArchiveFixture& operator=(const ArchiveFixture&) = delete;

  static Xapian::Document document(const std::string& id, const std::string& title) {
    article::Article article;
    article.id = id;
    article.title = title;
    article.published.year = 1912;
    article.published.precision = article::Precision::year;
    const std::string stored = article::encode(article);
    Xapian::Document document;
    document.set_data(stored);
    document.add_boolean_term(schema::id_term(id));
    document.add_boolean_term(schema::exact_term(schema::Field::language, "en"));
    document.add_posting(schema::word_term(title), 1);
    document.add_value(schema::kDigestSlot, article::digest(stored));
    document.add_value(schema::kNewestSlot, schema::time_value(article::instant(article.published)) + id);
    document.add_value(schema::kFirstSlot, schema::time_value(article::first_second(article.published)));
    document.add_value(schema::kLastSlot, schema::time_value(article::last_second(article.published)));
    return document;
  }

  /// Adds or replaces one article through the single writer.
  Outcome put(const std::string& id, const std::string& title) const {
    auto writer = Writer::open(path, 1);
    REQUIRE(writer);
    (*writer)->put(id, document(id, title));
    auto applied = (*writer)->commit();
    REQUIRE(applied);
    return applied->outcomes.at(0);
  }

  /// Builds and attaches a database of the articles PREFIX0, PREFIX1, …
  Attached load(const std::string& prefix, unsigned count, std::uint64_t known_revision) const {
    auto build = BuildDirectory::create(path, 1);
    REQUIRE(build);
    const std::string source = (*build)->fresh_path();
    Xapian::WritableDatabase small(source, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    Attachment attachment;
    for (unsigned i = 0; i < count; ++i) {
      attachment.ids.push_back(prefix + std::to_string(i));
      small.add_document(document(attachment.ids.back(), "loaded"));
    }
    small.close();
    attachment.database = (*build)->fresh_path();
    attachment.known_revision = known_revision;
    REQUIRE(compact({source}, attachment.database));
    auto attached = attach(path, attachment, 1);
    REQUIRE(attached);
    return *attached;
  }

  std::uint64_t articles() const {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    return (*reader)->database().get_doccount();
  }

  /// Articles that have this word in the title.
  std::uint64_t with_word(const std::string& word) const {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    return (*reader)->database().get_termfreq(schema::word_term(word));
  }

  /// Where the word stands in the visible article, found as the store copies documents: also where Xapian does not find it.
  std::vector<std::uint32_t> positions(const std::string& id, const std::string& word) const {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    std::vector<std::uint32_t> found;
    for (const std::string& name : (*reader)->manifest().databases) {
      const Xapian::Database& database = (*reader)->single(name);
      const Xapian::docid docid = docid_of(database, schema::id_term(id));
      if (docid == 0) continue;
      const Xapian::Document document = WholeDocuments(database, (*reader)->path_of(name)).get(docid);
      auto term = document.termlist_begin();
      term.skip_to(schema::word_term(word));
      REQUIRE(term != document.termlist_end());
      found.insert(found.end(), term.positionlist_begin(), term.positionlist_end());
    }
    return found;
  }
};

}  // namespace backfile::store
