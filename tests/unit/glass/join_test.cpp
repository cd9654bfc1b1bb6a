// Several databases into one, by ourselves and by Xapian's compactor: the same to Xapian.
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "indexer/glass/join.h"
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
  const Xapian::Database one(ours), other(theirs);
  REQUIRE(one.get_lastdocid() == other.get_lastdocid());
  std::vector<Xapian::docid> documents;
  for (auto id = other.postlist_begin({}); id != other.postlist_end({}); ++id) documents.push_back(*id);
  check_same(one, other, documents);
  CHECK(Xapian::Database::check(ours, 0, nullptr) == 0);
}

TEST_CASE("a database with metadata is for Xapian's compactor") {
  const Folder folder;
  std::mt19937 random(5);
  write_theirs(folder.path + "/a", 10, random);
  Xapian::WritableDatabase(folder.path + "/a", Xapian::DB_OPEN).set_metadata("revision", "7");
  const auto joined = join({folder.path + "/a"}, folder.path + "/b");
  REQUIRE(joined);
  CHECK_FALSE(joined->has_value());
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
