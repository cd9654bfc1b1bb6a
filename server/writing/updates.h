// Changes to the archive from any number of requests: documents are built by the requests' own threads, within bounds of memory and
// processor time that they share, and written by one thread.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/room.h"
#include "indexer/store/purge.h"
#include "server/writing/committer.h"

namespace backfile::writing {

/// Thread-safe.
class Updates {
 public:
  /// wait, committed: as of Committer; wait also for whatever else there is to be waited for.
  Updates(
      std::string archive, std::chrono::milliseconds wait, std::function<void(double seconds)> committed = [](double) {});

  /// Records of a batch of bounded size, as of make_record. Returns when all of them are durable or refused, with outcomes in their order.
  /// Errors: as Committer::apply.
  Result<store::Applied> put(std::vector<ingest::Record> records);

  /// reason: for the tombstone; Code::invalid where it is too long.
  Result<store::Applied> remove(const std::string& id, const std::string& reason);

  /// What was deleted, from the disk as well: as store::purge_deleted, which others may write beside.
  Result<store::Purged> purge(const std::function<void()>& let_go);

  /// Leave to hold a record that is long: parsing takes many times its size, so that only a few may be read at once.
  class LongRecord {
   public:
    LongRecord() = default;
    explicit LongRecord(std::counting_semaphore<>& from) : from_(&from) {}
    LongRecord(LongRecord&& other) noexcept : from_(std::exchange(other.from_, nullptr)) {}
    LongRecord& operator=(LongRecord&& other) noexcept {
      std::swap(from_, other.from_);
      return *this;
    }
    ~LongRecord() {
      if (from_) from_->release();
    }
    explicit operator bool() const { return from_ != nullptr; }

   private:
    std::counting_semaphore<>* from_ = nullptr;
  };
  /// Empty where there was none for too long.
  LongRecord long_record();

 private:
  class Builder;
  std::size_t build(std::vector<ingest::Record>& records, std::vector<Change>& changes, std::vector<std::string>& refusals);

  const std::string archive_;
  const std::chrono::milliseconds wait_;
  ingest::Room room_;
  std::counting_semaphore<> long_records_, builders_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<analysis::Analyzer>> analyzers_;  // idle ones
  Committer committer_;
};

/// An article as it was read, on its way into the archive: with the archive's id, its stored form and its digest, exactly as
/// `backfile-indexer add` makes them of standard input. record: its number in the body.
ingest::Record make_record(article::Article&& article, std::uint64_t record);

}  // namespace backfile::writing
