#include "server/search/columns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/article/date.h"
#include "server/query/facets.h"
#include "server/search/engine.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

std::string key_of(const Xapian::Database& shard) { return shard.get_uuid() + ' ' + std::to_string(shard.get_revision()); }

Column read_column(const Xapian::Database& shard, Xapian::valueno slot) {
  Column column{std::vector<std::uint32_t>(shard.get_lastdocid() + 1), {""}};
  std::unordered_map<std::string, std::uint32_t> places;
  for (auto value = shard.valuestream_begin(slot); value != shard.valuestream_end(slot); ++value) {
    const auto [place, fresh] = places.try_emplace(*value, static_cast<std::uint32_t>(column.contents.size()));
    if (fresh) column.contents.push_back(place->first);
    column.of[value.get_docid()] = place->second;
  }
  return column;
}

std::vector<std::int32_t> read_days(const Xapian::Database& shard, Xapian::valueno slot) {
  std::vector<std::int32_t> days(shard.get_lastdocid() + 1, -1);
  for (auto value = shard.valuestream_begin(slot); value != shard.valuestream_end(slot); ++value)
    days[value.get_docid()] = static_cast<std::int32_t>(schema::read_time_value(*value) / kSecondsADay);
  return days;
}

/// Matches every document, and notes the database that it is asked about: Xapian makes a copy for each.
class ShardWatch : public Xapian::PostingSource {
 public:
  ShardWatch(std::shared_ptr<const Columns> columns, std::shared_ptr<std::size_t> place)
      : columns_(std::move(columns)), current_(std::move(place)) {}

  void init(const Xapian::Database& shard) override {
    const auto found = std::find(columns_->keys.begin(), columns_->keys.end(), key_of(shard));
    // Never so: ColumnStore::of compared the keys with the snapshot that is matched.
    if (found == columns_->keys.end()) throw Xapian::DatabaseModifiedError("a database changed between its columns and a match");
    place_ = static_cast<std::size_t>(found - columns_->keys.begin());
    shard_ = shard;
    last_ = shard.get_lastdocid();
    whole_ = shard.get_doccount() == last_;
    at_ = 0;
    started_ = false;
  }
  Xapian::PostingSource* clone() const override { return new ShardWatch(columns_, current_); }
  Xapian::doccount get_termfreq_min() const override { return shard_.get_doccount(); }
  Xapian::doccount get_termfreq_est() const override { return shard_.get_doccount(); }
  Xapian::doccount get_termfreq_max() const override { return shard_.get_doccount(); }
  void next(double) override { enter(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) enter(docid);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "ShardWatch()"; }

 private:
  void enter(Xapian::docid docid) {
    *current_ = place_;
    at_ = whole_ ? docid : existing(docid);
  }
  /// The first document there is from that docid on.
  Xapian::docid existing(Xapian::docid docid) {
    if (!std::exchange(started_, true)) documents_ = shard_.postlist_begin("");
    const auto end = shard_.postlist_end("");
    if (documents_ != end) documents_.skip_to(docid);
    return documents_ == end ? last_ + 1 : *documents_;
  }

  const std::shared_ptr<const Columns> columns_;
  const std::shared_ptr<std::size_t> current_;
  Xapian::Database shard_;
  Xapian::PostingIterator documents_;
  std::size_t place_ = 0;
  bool whole_ = true, started_ = false;
  Xapian::docid at_ = 0, last_ = 0;
};

std::vector<std::string> keys_of(store::Reader& reader) {
  std::vector<std::string> keys;
  for (const auto& name : reader.manifest().databases) keys.push_back(key_of(reader.single(name)));
  return keys;
}

}  // namespace

ShardColumns read_columns(const Xapian::Database& shard) {
  ShardColumns columns;
  for (const auto& facet : query::facets())
    if (facet.field) columns.values.emplace(*facet.field, read_column(shard, schema::info(*facet.field).slot));
  columns.first_day = read_days(shard, schema::kFirstSlot);
  columns.last_day = read_days(shard, schema::kLastSlot);
  for (const auto day : columns.first_day)
    columns.year.push_back(static_cast<std::int16_t>(day < 0 ? 0 : article::civil_from_days(day).year));
  return columns;
}

std::shared_ptr<ColumnStore> make_column_store(std::chrono::milliseconds stands) { return std::make_shared<ColumnStore>(stands); }

std::shared_ptr<const Columns> ColumnStore::of(store::Reader& reader) {
  const auto keys = keys_of(reader);
  std::shared_ptr<const Columns> before;
  {
    const std::lock_guard lock(mutex_);
    if (keys != keys_) {
      keys_ = keys;
      seen_ = Clock::now();
    }
    if (columns_ && columns_->keys == keys) return columns_;
    if (Clock::now() - seen_ < stands_) return nullptr;
    before = columns_;
  }
  const std::unique_lock reading(reading_, std::try_to_lock);
  if (!reading) return nullptr;
  auto fresh = std::make_shared<Columns>();
  fresh->keys = keys;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // Most writes leave most databases as they were.
    const auto known = before ? std::find(before->keys.begin(), before->keys.end(), keys[i]) : keys.end();
    const bool there = before && known != before->keys.end();
    fresh->shards.push_back(there ? before->shards[static_cast<std::size_t>(known - before->keys.begin())]
                                  : std::make_shared<const ShardColumns>(read_columns(reader.single(reader.manifest().databases[i]))));
  }
  const std::lock_guard lock(mutex_);
  return columns_ = fresh;
}

Xapian::Query MatchColumns::watched(const Xapian::Query& query) const {
  if (shards() < 2) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query((new ShardWatch(columns_, place_))->release())};
}

}  // namespace backfile::search
