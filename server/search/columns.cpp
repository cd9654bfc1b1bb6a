#include "server/search/columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "indexer/article/date.h"
#include "indexer/store/reader.h"
#include "server/query/facets.h"
#include "server/search/engine.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;
constexpr std::size_t kPostingBytes = 24u << 20;  // at two bytes a posting: half of what 300 different questions ask 300,000 articles for
constexpr std::size_t kBlockBytes = 4u << 20;     // twice as many would be met in 1 of 50 readings more (glass/block_cache.h)

std::string key_of(const Xapian::Database& shard) { return shard.get_uuid() + ' ' + std::to_string(shard.get_revision()); }

std::vector<std::string> keys_of(const std::vector<const Xapian::Database*>& shards) {
  std::vector<std::string> keys;
  for (const Xapian::Database* shard : shards) keys.push_back(key_of(*shard));
  return keys;
}

Column read_column(const Xapian::Database& shard, Xapian::valueno slot) {
  std::vector<std::uint32_t> of(shard.get_lastdocid() + 1);
  std::vector<std::string> contents{""};
  std::unordered_map<std::string, std::uint32_t> places;
  for (auto value = shard.valuestream_begin(slot); value != shard.valuestream_end(slot); ++value) {
    const auto [place, fresh] = places.try_emplace(*value, static_cast<std::uint32_t>(contents.size()));
    if (fresh) contents.push_back(place->first);
    of[value.get_docid()] = place->second;
  }
  return {of, std::move(contents)};
}

std::vector<std::int32_t> read_days(const Xapian::Database& shard, Xapian::valueno slot) {
  std::vector<std::int32_t> days(shard.get_lastdocid() + 1, -1);
  for (auto value = shard.valuestream_begin(slot); value != shard.valuestream_end(slot); ++value)
    days[value.get_docid()] = static_cast<std::int32_t>(schema::read_time_value(*value) / kSecondsADay);
  return days;
}

Column years_of(const std::vector<std::int32_t>& days) {
  std::vector<std::uint32_t> of;
  std::vector<std::string> contents{""};
  of.reserve(days.size());
  std::unordered_map<int, std::uint32_t> places;
  for (const auto day : days) {
    if (day < 0) {
      of.push_back(0);
      continue;
    }
    const int year = article::civil_from_days(day).year;
    const auto [place, fresh] = places.try_emplace(year, static_cast<std::uint32_t>(contents.size()));
    if (fresh) contents.push_back(article::to_iso({.year = year, .precision = article::Precision::year}));
    of.push_back(place->second);
  }
  return {of, std::move(contents)};
}

/// documents: all of the database. Highest values first; documents without a value come last.
std::vector<std::uint32_t> read_order(const Xapian::Database& shard, Xapian::valueno slot, const std::vector<Xapian::docid>& documents) {
  std::vector<std::pair<std::string, Xapian::docid>> values;
  values.reserve(documents.size());
  auto value = shard.valuestream_begin(slot);
  const auto end = shard.valuestream_end(slot);
  for (const auto document : documents) {
    while (value != end && value.get_docid() < document) ++value;
    values.emplace_back(value != end && value.get_docid() == document ? *value : std::string(), document);
  }
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    const int order = a.first.compare(b.first);
    return order != 0 ? order > 0 : a.second < b.second;
  });
  std::vector<std::uint32_t> places(shard.get_lastdocid() + 1, ShardColumns::kNone);
  std::uint32_t place = 0;
  for (const auto& [ignored, document] : values) places[document] = place++;
  return places;
}

std::vector<std::int32_t> read_instants(const Xapian::Database& shard) {
  std::vector<std::int32_t> days(shard.get_lastdocid() + 1);
  for (auto value = shard.valuestream_begin(schema::kNewestSlot); value != shard.valuestream_end(schema::kNewestSlot); ++value)
    days[value.get_docid()] = static_cast<std::int32_t>(schema::read_time_value(*value) / kSecondsADay);
  return days;
}

std::vector<float> norms(const ShardColumns& columns, double average_length) {
  std::vector<float> norms(columns.lengths.size());
  for (std::size_t docid = 0; docid < norms.size(); ++docid)
    if (columns.lengths[docid] > 0) norms[docid] = static_cast<float>(std::log2(1 + average_length / columns.lengths[docid]));
  return norms;
}

}  // namespace

Column::Column(const std::vector<std::uint32_t>& indices, std::vector<std::string> its_contents) : contents(std::move(its_contents)) {
  const auto take = [&](auto narrow) {
    narrow.reserve(indices.size());
    for (const auto index : indices) narrow.push_back(static_cast<typename decltype(narrow)::value_type>(index));
    of = std::move(narrow);
  };
  if (contents.size() <= 1u << 8)
    take(std::vector<std::uint8_t>());
  else if (contents.size() <= 1u << 16)
    take(std::vector<std::uint16_t>());
  else
    take(std::vector<std::uint32_t>());
}

ShardColumns read_columns(const Xapian::Database& shard, const std::string& path, const ColumnResources& resources) {
  ShardColumns columns;
  columns.tables = open_tables(shard, path, resources.blocks);
  columns.postings = std::make_unique<PostingLists>(resources.postings, columns.tables.postings);
  for (const auto& facet : query::facets())
    if (facet.field) columns.values.emplace(*facet.field, read_column(shard, schema::info(*facet.field).slot));
  columns.first_day = read_days(shard, schema::kFirstSlot);
  columns.last_day = read_days(shard, schema::kLastSlot);
  columns.years = years_of(columns.first_day);
  columns.instant_day = read_instants(shard);
  columns.lengths.resize(shard.get_lastdocid() + 1);
  std::vector<Xapian::docid> documents;
  for (auto document = shard.postlist_begin(""); document != shard.postlist_end(""); ++document) {
    documents.push_back(*document);
    columns.lengths[*document] = document.get_doclength();
    columns.length += document.get_doclength();
  }
  columns.articles = documents.size();
  columns.there.resize((columns.lengths.size() + 62) / 64);
  for (const auto document : documents) columns.there[(document - 1) / 64] |= std::uint64_t{1} << ((document - 1) % 64);
  columns.newest = read_order(shard, schema::kNewestSlot, documents);
  columns.oldest = read_order(shard, schema::kOldestSlot, documents);
  return columns;
}

std::shared_ptr<const Columns> columns_of(const std::vector<const Xapian::Database*>& shards, const Columns* before,
                                          const ColumnResources& resources, const std::vector<std::string>& paths) {
  auto fresh = std::make_shared<Columns>();
  fresh->keys = keys_of(shards);
  double articles = 0, length = 0;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    // Most writes leave most databases as they were.
    const auto there = before ? std::find(before->keys.begin(), before->keys.end(), fresh->keys[i]) : fresh->keys.end();
    fresh->shards.push_back(before && there != before->keys.end() ? before->shards[static_cast<std::size_t>(there - before->keys.begin())]
                                                                  : std::make_shared<const ShardColumns>(read_columns(
                                                                        *shards[i], paths.empty() ? std::string() : paths[i], resources)));
    articles += static_cast<double>(fresh->shards.back()->articles);
    length += static_cast<double>(fresh->shards.back()->length);
  }
  for (const auto& shard : fresh->shards) fresh->norms.push_back(norms(*shard, articles > 0 ? length / articles : 0));
  return fresh;
}

ColumnStore::ColumnStore(std::chrono::milliseconds stands, std::string archive)
    : stands_(stands), archive_(std::move(archive)), resources_(kPostingBytes, kBlockBytes) {}

ColumnStore::~ColumnStore() {
  if (reader_.joinable()) reader_.join();
}

std::shared_ptr<ColumnStore> make_column_store(std::chrono::milliseconds stands, const std::string& archive) {
  return std::make_shared<ColumnStore>(stands, archive);
}

void forget_columns(ColumnStore& columns) { columns.forget(); }

void ColumnStore::forget() {
  const std::lock_guard lock(mutex_);
  columns_ = nullptr;
  read_ = nullptr;
}

std::shared_ptr<const Columns> ColumnStore::of(const std::vector<const Xapian::Database*>& shards) {
  const auto keys = keys_of(shards);
  const std::lock_guard lock(mutex_);
  if (columns_ && columns_->keys == keys) return columns_;
  if (keys != keys_) {
    keys_ = keys;
    seen_ = Clock::now();
  }
  const auto there = [&](const std::string& key) {
    return read_ && std::find(read_->keys.begin(), read_->keys.end(), key) != read_->keys.end();
  };
  if (archive_.empty() || std::all_of(keys.begin(), keys.end(), there))
    return columns_ = columns_of(shards, archive_.empty() ? columns_.get() : read_.get(), resources_);
  // At first there is nothing to wait for.
  if ((read_ && Clock::now() - seen_ < stands_) || reading_) return nullptr;
  if (reader_.joinable()) reader_.join();  // it has come to its end
  reading_ = true;
  reader_ = std::thread([this] { read_beside(); });
  return nullptr;
}

// Null where the archive cannot be read.
std::shared_ptr<const Columns> ColumnStore::read_archive(const Columns* before) const {
  const auto reader = store::Reader::open(archive_);
  if (!reader) return nullptr;
  const auto read = store::guarded([&] {
    std::vector<const Xapian::Database*> shards;
    std::vector<std::string> paths;
    for (const auto& name : (*reader)->manifest().databases) {
      shards.push_back(&(*reader)->single(name));
      paths.push_back(archive_ + "/" + name);
    }
    if (const auto* held = (*reader)->held()) {
      shards.push_back(held);
      paths.push_back(archive_ + "/" + (*reader)->manifest().held);
    }
    return columns_of(shards, before, resources_, paths);
  });
  return read ? *read : nullptr;
}

// Where the archive cannot be read, or changes meanwhile, the next search that finds no columns starts anew.
void ColumnStore::read_beside() {
  std::shared_ptr<const Columns> before, fresh;
  {
    const std::lock_guard lock(mutex_);
    before = read_;
  }
  try {
    fresh = read_archive(before.get());
  } catch (const std::exception&) {  // no memory: Xapian serves on
  }
  const std::lock_guard lock(mutex_);
  if (fresh) read_ = std::move(fresh);
  reading_ = false;
  seen_ = Clock::now();
}

}  // namespace backfile::search
