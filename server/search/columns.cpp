#include "server/search/columns.h"

#include <algorithm>
#include <cmath>

#include "indexer/store/reader.h"
#include "server/search/engine.h"

namespace backfile::search {
namespace {

constexpr std::size_t kPostingBytes = 30u << 20;  // two thirds of what 300 different questions ask 300,000 articles for
// A search of 300,000 articles by Xapian takes a quarter of a second, and their columns half of that (measured).
constexpr std::chrono::milliseconds kWaited(250);
constexpr std::size_t kBlockBytes = 4u << 20;  // twice as many would be met in 1 of 50 readings more (glass/block_cache.h)

std::string key_of(const Xapian::Database& shard) { return shard.get_uuid() + ' ' + std::to_string(shard.get_revision()); }

std::vector<std::string> keys_of(const std::vector<const Xapian::Database*>& shards) {
  std::vector<std::string> keys;
  for (const Xapian::Database* shard : shards) keys.push_back(key_of(*shard));
  return keys;
}

}  // namespace

Norms::Norms(double average_length) : average_length_(average_length), by_length_(kTable) {
  for (std::uint32_t length = 1; length < kTable; ++length) by_length_[length] = worked_out(length);
}

float Norms::worked_out(std::uint32_t length) const { return static_cast<float>(std::log2(1 + average_length_ / length)); }

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

std::shared_ptr<const Columns> columns_of(const std::vector<const Xapian::Database*>& shards, const Columns* before,
                                          const ColumnResources& resources, const std::vector<std::string>& paths) {
  auto keys = keys_of(shards);
  std::vector<std::shared_ptr<const ShardColumns>> all;
  double articles = 0, length = 0;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    // Most writes leave most databases as they were.
    const auto there = before ? std::find(before->keys.begin(), before->keys.end(), keys[i]) : keys.end();
    all.push_back(before && there != before->keys.end() ? before->shards[static_cast<std::size_t>(there - before->keys.begin())]
                                                        : std::make_shared<const ShardColumns>(read_columns(
                                                              *shards[i], paths.empty() ? std::string() : paths[i], resources)));
    articles += static_cast<double>(all.back()->articles);
    length += static_cast<double>(all.back()->length);
  }
  return std::make_shared<const Columns>(Columns{std::move(keys), std::move(all), Norms(articles > 0 ? length / articles : 0)});
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
  std::unique_lock lock(mutex_);
  if (columns_ && columns_->keys == keys) return columns_;
  if (keys != keys_) {
    keys_ = keys;
    seen_ = Clock::now();
  }
  if (archive_.empty()) return columns_ = columns_of(shards, columns_.get(), resources_);
  const auto are_read = [&] {
    return read_ && std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
             return std::find(read_->keys.begin(), read_->keys.end(), key) != read_->keys.end();
           });
  };
  // At first there is no other state to outlast.
  if (!are_read() && !reading_ && (!read_ || Clock::now() - seen_ >= stands_)) begin_reading();
  if (!read_) done_.wait_until(lock, begun_ + kWaited, [&] { return !reading_; });
  return are_read() ? columns_ = columns_of(shards, read_.get(), resources_) : nullptr;
}

// Where none is reading.
void ColumnStore::begin_reading() {
  if (reader_.joinable()) reader_.join();  // it has come to its end
  reading_ = true;
  begun_ = Clock::now();
  reader_ = std::thread([this] { read_beside(); });
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
  done_.notify_all();
}

}  // namespace backfile::search
