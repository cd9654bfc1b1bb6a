// The reading thread's part: every entry of the arguments read, every article given its id and digest, repeated ids sorted out, the rest
// queued.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/ingest/claims.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/loader.h"
#include "indexer/ingest/pipeline.h"
#include "indexer/ingest/queue.h"
#include "indexer/ingest/record.h"

namespace backfile::ingest {

/// One run's reading. Used by one thread.
class Reading {
 public:
  /// archive_changes: see Shared.
  Reading(const AddOptions& options, Queue<Record>& records, Ledger& ledger, Loader& loader, std::atomic<unsigned>& archive_changes)
      : options_(options), records_(records), ledger_(ledger), loader_(loader), archive_changes_(archive_changes) {}

  /// Until everything is read or the run has failed.
  void run(const std::vector<std::string>& arguments);

 private:
  class EntrySink;
  bool take(Record record);
  void refuse(const std::string& file, std::uint64_t place, const std::string& reason);
  void bound_claims();

  const AddOptions& options_;
  Queue<Record>& records_;
  Ledger& ledger_;
  Loader& loader_;
  std::atomic<unsigned>& archive_changes_;
  Claims claims_;
  std::size_t claims_limit_ = kClaims;
  static constexpr std::size_t kClaims = 2'000'000;  // about 100 MB
};

}  // namespace backfile::ingest
