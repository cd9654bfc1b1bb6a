#include "indexer/ingest/holding.h"

#include <utility>

namespace backfile::ingest {
namespace {

// Fewer new articles than this go through the single writer: a bulk load would leave the archive one more database.
constexpr std::size_t kManyRecords = 500;
constexpr std::size_t kManyBytes = 8u << 20;  // as Record::bytes counts

}  // namespace

std::vector<Record> Holding::put(Record record) {
  const std::lock_guard lock(mutex_);
  bytes_ += record.bytes();
  held_.push_back(std::move(record));
  many_ = many_ || held_.size() >= kManyRecords || bytes_ >= kManyBytes;
  return many_ ? std::exchange(held_, {}) : std::vector<Record>{};
}

std::vector<Record> Holding::rest() {
  const std::lock_guard lock(mutex_);
  return std::exchange(held_, {});
}

}  // namespace backfile::ingest
