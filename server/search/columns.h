// What the matcher of our own, facets and timelines go by, in memory: every article's length, place in the order of dates, values and days,
// by docid. Xapian keeps each of these in a table that takes longer to ask than the whole rest of a match (set_matcher.h). The tables stay
// the truth: columns are an acceleration, made for states of the archive that last, and without them Xapian does everything.
#pragma once
#include <xapian.h>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "indexer/schema/fields.h"
#include "server/search/complements.h"
#include "server/search/posting_lists.h"
#include "server/search/shard_tables.h"

namespace backfile::search {

/// One field. of[docid]: index of what stands in the document's slot in `contents`, whose first is empty: no value, or no document. In one,
/// two or four bytes, as many as there are contents for.
struct Column {
  Column() = default;
  /// indices: by docid.
  Column(const std::vector<std::uint32_t>& indices, std::vector<std::string> its_contents);

  std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>> of;
  std::vector<std::string> contents;
};

/// Of one database of the archive, in one revision of it: about 32 bytes a document. Everything is by docid.
struct ShardColumns {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::map<schema::Field, Column> values;         // the fields of query::facets()
  Column years;                                   // of `published`, in four digits
  std::vector<std::int32_t> first_day, last_day;  // days since 0001-01-01 of `published`; -1: undated
  /// Side by side, for articles are scored in no order of docids, and a look at memory is what takes longest.
  struct ForScoring {
    std::uint32_t length = 0;      // occurrences of terms, as Xapian counts them
    std::int32_t instant_day = 0;  // of the instant of publication; 0: undated
    bool operator==(const ForScoring&) const = default;
  };
  std::vector<ForScoring> for_scoring;
  std::vector<std::uint32_t> newest, oldest;  // place in the order of kNewestSlot and of kOldestSlot; kNone: no document
  std::vector<std::uint64_t> there;           // bit i of word n: whether there is a document 64 n + i + 1
  std::uint64_t articles = 0, length = 0;     // how many, and how long all of them are together
  ShardTables tables;                         // which searches read themselves; none: Xapian is asked
  // The parts that change: filled as terms are asked for.
  std::unique_ptr<PostingLists> postings;
  std::unique_ptr<Complements> complements = std::make_unique<Complements>();
};

/// What the columns of all databases share.
struct ColumnResources {
  ColumnResources(std::size_t posting_bytes, std::size_t block_bytes)
      : postings(std::make_shared<PostingBudget>(posting_bytes)), blocks(std::make_shared<glass::BlockCache>(block_bytes)) {}

  std::shared_ptr<PostingBudget> postings;
  std::shared_ptr<glass::BlockCache> blocks;
};

/// Reads them. path: the database's directory; empty: unknown. Throws Xapian::Error.
ShardColumns read_columns(const Xapian::Database& shard, const std::string& path, const ColumnResources& resources);

/// What IneB2 multiplies a term's occurrences in an article by: log2(1 + average length of all articles / the article's).
class Norms {
 public:
  explicit Norms(double average_length);
  float of(std::uint32_t length) const { return length < kTable ? by_length_[length] : worked_out(length); }

 private:
  static constexpr std::size_t kTable = 1u << 14;  // hardly an article is longer; of 64 kilobytes few are met
  float worked_out(std::uint32_t length) const;

  const double average_length_;
  std::vector<float> by_length_;
};

/// Of all databases that are searched, in their order. A key names a database and its revision.
struct Columns {
  std::vector<std::string> keys;
  std::vector<std::shared_ptr<const ShardColumns>> shards;
  Norms norms;
};

/// Reads what `before`, which may be null, has not got yet. paths: the shards' directories; none: unknown. Throws Xapian::Error.
std::shared_ptr<const Columns> columns_of(const std::vector<const Xapian::Database*>& shards, const Columns* before,
                                          const ColumnResources& resources, const std::vector<std::string>& paths = {});

/// Shared by all engines of a pool: any thread may call any member.
class ColumnStore {
 public:
  /// stands: how long a state must have lasted before its columns are read, so that an archive that is written to all the time does not
  /// spend itself on them. archive: whose columns these are; they are read by a thread of the store's own, through handles of its own, so
  /// that searches need not wait, but for a quarter of a second where a server has none yet (it takes a tenth for 300,000 articles, and
  /// Xapian takes a quarter for a search without). Empty: at once, by whoever asks.
  ColumnStore(std::chrono::milliseconds stands, std::string archive);
  ~ColumnStore();

  /// Drops what there is, and with it the files that it holds open.
  void forget();

  /// Null where they are not there yet. Throws Xapian::Error.
  std::shared_ptr<const Columns> of(const std::vector<const Xapian::Database*>& shards);

 private:
  using Clock = std::chrono::steady_clock;
  std::shared_ptr<const Columns> read_archive(const Columns* before) const;
  void begin_reading();
  void read_beside();

  const std::chrono::milliseconds stands_;
  const std::string archive_;
  const ColumnResources resources_;
  std::mutex mutex_;                        // over what follows
  std::vector<std::string> keys_;           // of the state met last
  Clock::time_point seen_;                  // when it was first met
  std::shared_ptr<const Columns> columns_;  // of the last state that they were asked for of
  std::shared_ptr<const Columns> read_;     // of all databases that there were, held articles included, when they were last read
  bool reading_ = false;
  Clock::time_point begun_;  // the reading
  std::condition_variable done_;
  std::thread reader_;
};

}  // namespace backfile::search
