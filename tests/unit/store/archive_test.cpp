#include "indexer/store/archive.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "indexer/store/info.h"
#include "indexer/store/manifest.h"
#include "indexer/store/merge.h"
#include "tests/unit/store/archive_fixture.h"

using namespace backfile;
using namespace backfile::store;
namespace fs = std::filesystem;

TEST_CASE_FIXTURE(ArchiveFixture, "an archive that was just created is searchable and empty") {
  auto reader = Reader::open(path);
  REQUIRE(reader);
  CHECK((*reader)->database().get_doccount() == 0);
  Xapian::Enquire enquire((*reader)->database());
  enquire.set_query(Xapian::Query("flood"));
  CHECK(enquire.get_mset(0, 10).empty());
  CHECK((*reader)->find_digest("a1").error().code == Code::not_found);
  CHECK((*reader)->languages().empty());
  CHECK((*reader)->archive_id().size() == 16);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a manifest is read as it was written") {
  Manifest manifest = *read_manifest(path);
  manifest.generation = 12;
  manifest.revision = 345;
  manifest.databases = {"g000010", "g000012-3"};
  REQUIRE(write_manifest(path, manifest));
  const auto again = read_manifest(path);
  REQUIRE(again);
  CHECK(again->id == manifest.id);
  CHECK(again->generation == 12);
  CHECK(again->revision == 345);
  CHECK(again->databases == manifest.databases);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a manifest that leads elsewhere, is cut short or comes from another version is an error that says so") {
  Manifest manifest = *read_manifest(path);
  manifest.databases = {"../elsewhere"};
  REQUIRE(write_manifest(path, manifest));
  CHECK(read_manifest(path).error().code == Code::damaged);
  manifest.databases = {};
  manifest.analyzer = "0 of another age";
  REQUIRE(write_manifest(path, manifest));
  CHECK(read_manifest(path).error().code == Code::version);
  CHECK(read_manifest(path).error().message.find("re-index") != std::string::npos);
  std::ofstream(path + "/" + kManifestName) << "{\"format\": 1, ";
  CHECK(read_manifest(path).error().code == Code::damaged);
  CHECK(read_manifest(path + "/nowhere").error().code == Code::not_found);
}

TEST_CASE_FIXTURE(ArchiveFixture, "an archive of an older layout is read as it is, and is of this one before the first thing is written") {
  put("a1", "flood");
  const std::string file = path + "/" + kManifestName;
  const auto text = [&] {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string current = text(), now = current.substr(0, current.find(','));
  std::ofstream(file) << "{\"format\": 1" + current.substr(now.size());
  {
    auto reader = Reader::open(path);
    REQUIRE(reader);
    CHECK((*reader)->find_digest("a1"));
    CHECK(read_manifest(path)->is_of_older_layout);
    const auto before = read_manifest(path)->generation;
    REQUIRE(begin_writing(path, 1));
    CHECK(text().starts_with(now));
    CHECK(read_manifest(path)->generation == before + 1);
    CHECK_FALSE(read_manifest(path)->is_of_older_layout);
    REQUIRE(begin_writing(path, 1));
    CHECK(read_manifest(path)->generation == before + 1);
  }
  put("a2", "flood");
  CHECK(articles() == 2);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a folder that holds other things is not taken for a new archive") {
  const std::string folder = path + "-other";
  fs::create_directory(folder);
  std::ofstream(folder + "/letter.txt") << "dear editor";
  CHECK(create_archive(folder, 1).error().code == Code::refused);
  CHECK(create_archive(folder + "/letter.txt", 1).error().code == Code::refused);
  CHECK(create_archive(folder + "/deep/er", 1));
}

TEST_CASE_FIXTURE(ArchiveFixture, "a loaded database is attached beside the others and searched as one") {
  put("a1", "flood");
  const Attached attached = load("b", 30, 0);
  CHECK(attached.replaced == 0);
  CHECK(articles() == 31);
  CHECK(with_word("loaded") == 30);
  auto reader = Reader::open(path);
  REQUIRE(reader);
  CHECK((*reader)->revision() == attached.revision);
  CHECK((*reader)->find_digest("b29"));
  CHECK((*reader)->languages().at(0).articles == 31);
}

TEST_CASE_FIXTURE(ArchiveFixture, "an article that another writer added while a load was being built ends in the load's form, once") {
  put("b3", "meanwhile");
  put("b7", "meanwhile");
  const Attached attached = load("b", 10, 0);
  CHECK(attached.others_wrote);
  CHECK(attached.replaced == 2);
  CHECK(articles() == 10);
  CHECK(with_word("meanwhile") == 0);
  CHECK(positions("b3", "loaded") == std::vector<std::uint32_t>{1});
  CHECK(positions("b4", "loaded") == std::vector<std::uint32_t>{1});
  CHECK(with_word("loaded") == 10);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a reader follows attached and merged databases") {
  auto reader = Reader::open(path);
  REQUIRE(reader);
  for (const char* prefix : {"a", "b", "c", "d"}) {
    load(prefix, 5, 0);
    REQUIRE((*reader)->refresh());
    CHECK((*reader)->find_digest(std::string(prefix) + "4"));
  }
  const std::uint64_t revision = (*reader)->revision();
  auto build = BuildDirectory::create(path, 1);
  REQUIRE(build);
  auto replaced = merge_databases(path, **build, 1);
  REQUIRE_MESSAGE(replaced, replaced.error().message);
  CHECK(replaced->size() == 4);
  remove_databases(path, *replaced);
  REQUIRE((*reader)->refresh());
  CHECK((*reader)->manifest().databases.size() == 1);
  CHECK((*reader)->database().get_doccount() == 20);
  CHECK((*reader)->revision() == revision);
}

TEST_CASE("databases are merged four of a size at a time, the small ones first") {
  struct {
    std::vector<std::uint64_t> articles;
    std::vector<std::size_t> merged;
  } const cases[] = {
      {{}, {}},
      {{10, 20, 30}, {}},
      {{10, 20, 30, 0}, {0, 1, 2, 3}},
      {{4'000, 12'000, 20'000, 1'554}, {}},
      {{20'000, 5, 20'000, 6, 20'000, 7, 20'000}, {0, 2, 4, 6}},
      {{20'000, 5, 20'000, 6, 20'000, 7, 20'000, 8}, {1, 3, 5, 7}},
      {{80'000, 20'000, 20'000, 20'000}, {}},
  };
  for (const auto& one : cases) CHECK(plan_merge(one.articles) == one.merged);
}

TEST_CASE("at the end of a load the small databases become one, unless that rewrites much for little, and all of what is mostly new") {
  struct {
    std::vector<std::uint64_t> articles;
    std::vector<std::size_t> merged;
    std::uint64_t added = 0;
  } const cases[] = {
      {{}, {}},
      {{50'000}, {}},
      {{10, 20, 30}, {}},  // so few are not worth the while
      {{4'096, 12'032, 17'024, 4'402}, {0, 1, 2, 3}},
      {{300'000, 100}, {}},
      {{300'000, 5'000, 4'000}, {1, 2}},
      {{0, 0, 9'000}, {}},
      {{16'000, 7'000, 12'000, 400'000}, {0, 1, 2}},
      {{142'000, 4'000, 12'000, 142'000}, {0, 1, 2, 3}, 300'000},
      {{142'000, 4'000, 12'000, 142'000}, {0, 1, 2, 3}, 150'000},
      {{142'000, 4'000, 12'000, 142'000}, {}, 149'999},
      {{300'000}, {}, 300'000},
      {{300, 20}, {}, 320},
  };
  for (const auto& one : cases) CHECK(plan_last_merge(one.articles, one.added) == one.merged);
}

TEST_CASE_FIXTURE(ArchiveFixture, "a killed run's leftovers go at the next write, a living run's stay") {
  auto living = BuildDirectory::create(path, 1);
  REQUIRE(living);
  const std::string kept = fs::path((*living)->fresh_path()).parent_path();
  fs::create_directory(path + "/build-1-0");
  std::ofstream(path + "/build-1-0/lock").flush();
  fs::create_directory(path + "/g000099");
  fs::last_write_time(path + "/manifest.json", fs::file_time_type::clock::now() - std::chrono::seconds(10));
  REQUIRE(begin_writing(path, 1));
  CHECK(fs::exists(kept));
  CHECK_FALSE(fs::exists(path + "/build-1-0"));
  CHECK_FALSE(fs::exists(path + "/g000099"));
  living->reset();
  CHECK_FALSE(fs::exists(kept));
}

TEST_CASE_FIXTURE(ArchiveFixture, "info counts articles, dates, languages, databases and bytes") {
  CHECK(info(path)->articles == 0);
  CHECK(info(path)->first_date.empty());
  put("a1", "flood");
  load("b", 4, 0);
  const auto known = info(path);
  REQUIRE(known);
  CHECK(known->articles == 5);
  CHECK(known->first_date == "1912");
  CHECK(known->last_date == "1912");
  CHECK(known->languages.at(0).language == "en");
  CHECK(known->languages.at(0).articles == 5);
  CHECK(known->manifest.databases.size() == 2);
  CHECK(known->bytes_on_disk > 10'000);
}
