// Some small databases in a folder of their own, with gaps, values and positions: what a snapshot of an archive looks like to a match.
#pragma once
#include <doctest/doctest.h>
#include <unistd.h>
#include <xapian.h>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "indexer/glass/join.h"
#include "indexer/schema/fields.h"
#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/local_match.h"

namespace backfile::search {

/// One that no test reaches.
inline Deadline far() { return Deadline(Deadline::Clock::now() + std::chrono::seconds(600)); }

/// A match over one database, which a test wrote.
struct MatchOfOne {
  explicit MatchOfOne(const std::string& path)
      : database(path),
        deadline(far()),
        match({&database}, columns_of({&database}, nullptr, ColumnResources(1u << 16, 1u << 18), {path}), reserves, deadline) {}

  const Xapian::Database database;
  Reserves reserves;
  const Deadline deadline;
  LocalMatch match;
};

struct Databases {
  enum class Positions { loose, in_chunks };

  /// in_chunks: `singles` are joined ones, `all` is of what they were made of, in which Xapian finds its positions.
  explicit Databases(std::mt19937& random, Positions positions = Positions::loose) {
    static int made = 0;
    path = std::filesystem::temp_directory_path() / ("backfile-databases-" + std::to_string(getpid()) + "-" + std::to_string(++made));
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
    for (int shard = 0; shard < 3; ++shard) {
      Xapian::WritableDatabase database((path / std::to_string(shard)).string(), Xapian::DB_CREATE_OR_OVERWRITE);
      for (int i = 0; i < 200; ++i) database.add_document(document(random, i));
      for (int gap = 0; shard > 0 && gap < 40; ++gap) {
        const Xapian::docid docid = 1 + random() % 200;
        if (docid % 3 == 0) database.delete_document("d" + std::to_string(docid));
      }
      database.commit();
      const std::string written = (path / std::to_string(shard)).string(), joined = (path / ("joined" + std::to_string(shard))).string();
      all.add_database(Xapian::Database(written));
      if (positions == Positions::in_chunks) REQUIRE(glass::join({written}, joined).value());
      paths.push_back(positions == Positions::in_chunks ? joined : written);
      singles.emplace_back(paths.back());
    }
  }
  ~Databases() { std::filesystem::remove_all(path); }
  Databases(const Databases&) = delete;
  Databases& operator=(const Databases&) = delete;

  /// Words a to f, the later the rarer, with positions; a section, a date.
  static Xapian::Document document(std::mt19937& random, int number) {
    Xapian::Document document;
    document.add_boolean_term("d" + std::to_string(number + 1));
    for (Xapian::termpos at = 1; at < 60; ++at) {
      const auto word = std::min<unsigned>(5, random() % 6 * (random() % 3));
      if (random() % 3) document.add_posting(std::string(1, static_cast<char>('a' + word)), at);
    }
    if (random() % 2) document.add_term("rare" + std::to_string(random() % 50));
    if (random() % 4) document.add_value(schema::info(schema::Field::section).slot, "section " + std::to_string(random() % 9));
    const auto day = static_cast<std::int64_t>(random() % 700'000) * 86'400;
    const bool dated = random() % 5;
    if (dated) {
      document.add_value(schema::kFirstSlot, schema::time_value(day));
      document.add_value(schema::kLastSlot, schema::time_value(day + 86'399));
    }
    // Some at one time.
    const std::string id = "id" + std::to_string(random());
    std::string newest = schema::time_value(dated ? day / 86'400 % 50 * 86'400 : 0), oldest = newest;
    for (char& byte : oldest) byte = static_cast<char>(dated ? ~static_cast<unsigned char>(byte) : 0);
    document.add_value(schema::kNewestSlot, newest + id);
    document.add_value(schema::kOldestSlot, oldest + id);
    return document;
  }

  std::vector<const Xapian::Database*> shards() const {
    std::vector<const Xapian::Database*> all_of_them;
    for (const auto& single : singles) all_of_them.push_back(&single);
    return all_of_them;
  }
  std::vector<ShardAndPath> shards_and_paths() const {
    std::vector<ShardAndPath> both;
    for (std::size_t i = 0; i < singles.size(); ++i) both.emplace_back(&singles[i], paths[i]);
    return both;
  }
  /// by_xapian: their tables are not read but through Xapian.
  std::shared_ptr<const Columns> columns(bool by_xapian = false) const {
    return columns_of(shards(), nullptr, ColumnResources(1u << 16, 1u << 18), by_xapian ? std::vector<std::string>() : paths);
  }

  std::filesystem::path path;
  std::vector<std::string> paths;  // of the singles
  std::vector<Xapian::Database> singles;
  Xapian::Database all;
};

}  // namespace backfile::search
