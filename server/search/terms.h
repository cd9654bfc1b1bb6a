// What is known of terms as such in what is searched: in how many articles they stand, and how often.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/search/columns.h"

namespace backfile::search {

/// Of a term, or what stands for one, in all that is searched.
struct Frequency {
  double articles = 0, occurrences = 0;
};

/// Throws Xapian::Error.
Frequency frequency_of(const std::string& term, const std::vector<const Xapian::Database*>& shards, const Columns& columns);

/// For one search. What is given must outlive it. All throw Xapian::Error.
class Terms {
 public:
  /// columns: of `shards`, which `database` is made of, and maybe of others behind them; null: Xapian is asked.
  Terms(const Xapian::Database& all, std::vector<ShardAndPath> shards, std::shared_ptr<const Columns> columns)
      : database(all), shards_(std::move(shards)), columns_(std::move(columns)) {
    for (const auto& [shard, path] : shards_) databases_.push_back(shard);
  }
  /// By Xapian, as if it were one database, which must not have positions in chunks.
  explicit Terms(const Xapian::Database& all) : Terms(all, {{&all, std::string()}}, nullptr) {}

  const Xapian::Database& database;

  Frequency frequency(const std::string& term) const;
  Xapian::doccount articles(const std::string& term) const { return static_cast<Xapian::doccount>(frequency(term).articles); }

  /// A database, what is ours to read of it, and its last docid.
  struct Shard {
    const Xapian::Database* database;
    ShardTables tables;
    Xapian::docid last;
  };
  std::vector<Shard> shards() const;

 private:
  const std::vector<ShardAndPath> shards_;
  std::vector<const Xapian::Database*> databases_;  // of these
  const std::shared_ptr<const Columns> columns_;
};

}  // namespace backfile::search
