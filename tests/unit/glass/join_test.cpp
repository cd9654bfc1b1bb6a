// Several databases into one, by ourselves and by Xapian's compactor: the same to Xapian.
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/glass/join.h"
#include "indexer/glass/position_chunks.h"
#include "tests/unit/glass/databases.h"

using namespace backfile::glass;

namespace {

void write_ours(const std::string& path, std::uint32_t documents, std::mt19937& random) {
  auto writer = DatabaseWriter::create(path);
  REQUIRE(writer);
  PartBuilder part;
  std::string data;
  for (std::uint32_t i = 0; i < documents; ++i) {
    fill(part.document(), random, data);
    REQUIRE(part.add());
  }
  (*writer)->add(part.finish());
  REQUIRE((*writer)->finish());
}

// With documents replaced and deleted, so that blocks lie in no order; the first and the last stay.
void write_theirs(const std::string& path, std::uint32_t documents, std::mt19937& random) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  Document document;
  std::string data;
  for (std::uint32_t i = 0; i < documents; ++i) {
    fill(document, random, data);
    database.add_document(xapian_document(document));
    if (i % 50 == 0) database.commit();
    if (i % 7 != 3) continue;
    fill(document, random, data);
    database.replace_document(1 + random() % i, xapian_document(document));
    const Xapian::docid gone = 2 + random() % (i - 2);
    if (gone < i) try {
        database.delete_document(gone);
      } catch (const Xapian::DocNotFoundError&) {
      }
  }
}

}  // namespace

TEST_CASE("databases of ours and of Xapian's become one that is the same as what Xapian's compactor makes") {
  const Folder folder;
  std::mt19937 random(3);
  const std::vector<std::string> sources = {folder.path + "/a", folder.path + "/b", folder.path + "/c"};
  write_ours(sources[0], 300, random);
  write_theirs(sources[1], 400, random);
  write_ours(sources[2], 1, random);
  const std::string ours = folder.path + "/joined", theirs = folder.path + "/compacted";
  const auto joined = join(sources, ours);
  REQUIRE(joined);
  REQUIRE(joined->has_value());
  CHECK((*joined)->size() == 5);
  Xapian::Database all;
  for (const std::string& source : sources) all.add_database(Xapian::Database(source));
  all.compact(theirs);
  // To us the compacted one has what the sources had, chunks and all.
  Ours one(ours), other(theirs);
  REQUIRE(one.database.get_lastdocid() == other.database.get_lastdocid());
  for (auto id = other.database.postlist_begin({}); id != other.database.postlist_end({}); ++id)
    REQUIRE(told(one, *id) == told(other, *id));
  check_same_postings(one.database, other.database);
  CHECK(Xapian::Database::check(ours, 0, nullptr) == 0);
}

TEST_CASE("metadata stay; where several have a key, the first one's") {
  const Folder folder;
  std::mt19937 random(5);
  for (const char* name : {"/a", "/b"}) {
    write_theirs(folder.path + name, 10, random);
    Xapian::WritableDatabase database(folder.path + name, Xapian::DB_OPEN);
    database.set_metadata("revision", name);
    database.set_metadata(name, "of " + std::string(name));
  }
  const auto joined = join({folder.path + "/a", folder.path + "/b"}, folder.path + "/c");
  REQUIRE(joined);
  REQUIRE(joined->has_value());
  const Xapian::Database database(folder.path + "/c");
  CHECK(database.get_metadata("revision") == "/a");
  CHECK(database.get_metadata("/a") == "of /a");
  CHECK(database.get_metadata("/b") == "of /b");
  CHECK(Xapian::Database::check(folder.path + "/c", 0, nullptr) == 0);
}

TEST_CASE("nothing is left of the positions of documents that were deleted or replaced") {
  const Folder folder;
  std::mt19937 random(21);
  const std::string path = folder.path + "/a";
  write_ours(path, 200, random);
  {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    Xapian::Document other;
    other.add_posting("other", 7);
    for (Xapian::docid id = 1; id < 200; ++id) {
      if (id % 2)
        database.delete_document(id);
      else
        database.replace_document(id, other);
    }
  }
  REQUIRE(join({path}, folder.path + "/b"));
  std::set<std::string> terms;
  TableReader table(open_table(folder.path + "/b", kPositionTable, kPositionFile));
  while (table.next()) terms.insert(std::string(table.key().substr(0, table.key().find('\0'))));
  Ours joined(folder.path + "/b");
  for (auto term = joined.database.allterms_begin(); term != joined.database.allterms_end(); ++term) {
    terms.erase(*term);
    terms.erase(kChunkMark + *term);
  }
  CHECK(terms.empty());
  CHECK(joined.positions_of(2, "other") == std::vector<std::uint32_t>{7});
}

TEST_CASE("a damaged database gives an error or something to look at, and no crash") {
  const Folder folder;
  std::mt19937 random(9);
  const std::string path = folder.path + "/a";
  write_ours(path, 120, random);
  unsigned errors = 0;
  for (unsigned round = 0; round < 120; ++round) {
    const char* const files[] = {kPostingFile, kDataFile, kTermListFile, kPositionFile, kVersionFile};
    const std::string file = path + "/" + files[round % 5];
    std::string bytes;
    {
      std::ifstream in(file, std::ios::binary);
      bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    std::string damaged = bytes;
    for (unsigned flips = 1 + random() % 40; flips > 0; --flips) damaged[random() % damaged.size()] = static_cast<char>(random());
    if (round % 9 == 0) damaged.resize(damaged.size() / 2);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
    const auto joined = join({path}, folder.path + "/b");
    if (!joined) ++errors;
    std::filesystem::remove_all(folder.path + "/b");
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  }
  CHECK(errors > 10);
  CHECK(join({path}, folder.path + "/b"));
}
