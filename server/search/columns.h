// What facets and timelines count by, in memory: every article's values and days, by docid. A match that looks a docid up here takes a few
// per cent longer; one that reads value slots takes half again as long (measured). The slots stay the truth: columns are an acceleration,
// made for states of the archive that last, and without them everything is counted from the slots.
#pragma once
#include <xapian.h>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/store/reader.h"

namespace backfile::search {

/// One field. of[docid]: index of what stands in the document's slot in `contents`, whose first is empty: no value, or no document.
struct Column {
  std::vector<std::uint32_t> of;
  std::vector<std::string> contents;
};

/// Of one database of the archive, in one revision of it: about 32 bytes a document. Immutable.
struct ShardColumns {
  std::map<schema::Field, Column> values;         // the fields of query::facets()
  std::vector<std::int16_t> year;                 // by docid: of `published`; 0: undated
  std::vector<std::int32_t> first_day, last_day;  // by docid: days since 0001-01-01 of `published`; -1: undated
};

/// Reads them. Throws Xapian::Error.
ShardColumns read_columns(const Xapian::Database& shard);

/// Of all databases of a snapshot, in their order. A key names a database and its revision.
struct Columns {
  std::vector<std::string> keys;
  std::vector<std::shared_ptr<const ShardColumns>> shards;
};

/// Shared by all engines of a pool: any thread may call any member.
class ColumnStore {
 public:
  /// stands: how long a state must have lasted before its columns are read, so that an archive that is written to all the time does not
  /// spend itself on them.
  explicit ColumnStore(std::chrono::milliseconds stands) : stands_(stands) {}

  /// Of Reader::database() as it is now. Null where they are not there yet, or just being read by another thread. Throws Xapian::Error.
  std::shared_ptr<const Columns> of(store::Reader& reader);

 private:
  using Clock = std::chrono::steady_clock;
  const std::chrono::milliseconds stands_;
  std::mutex reading_;                      // held by the one thread that reads columns
  std::mutex mutex_;                        // over what follows
  std::vector<std::string> keys_;           // of the state met last
  Clock::time_point seen_;                  // when it was first met
  std::shared_ptr<const Columns> columns_;  // of the last state that they were read of
};

/// Columns while matches run. Docids that a MatchSpy is given are those of the single database, and it is not told whose: so the query of
/// each match is to be watched(). For one search, in one thread.
class MatchColumns {
 public:
  explicit MatchColumns(std::shared_ptr<const Columns> columns) : columns_(std::move(columns)) {}

  /// The same query, which also notes what database the match is in.
  Xapian::Query watched(const Xapian::Query& query) const;

  std::size_t shards() const { return columns_->shards.size(); }
  const ShardColumns& shard(std::size_t place) const { return *columns_->shards[place]; }

  /// In a MatchSpy: the place of the document's database.
  std::size_t place() const { return *place_; }

 private:
  const std::shared_ptr<const Columns> columns_;
  const std::shared_ptr<std::size_t> place_ = std::make_shared<std::size_t>(0);
};

}  // namespace backfile::search
