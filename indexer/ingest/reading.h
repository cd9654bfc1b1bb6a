// The reading thread's part: every entry of the arguments read, every article given its id and digest, repeated ids sorted out, the rest
// queued.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/ingest/claims.h"
#include "indexer/ingest/pipeline.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/shared.h"

namespace backfile::ingest {

/// One run's reading. Used by one thread.
class Reading {
 public:
  Reading(const AddOptions& options, const Shared& shared) : options_(options), shared_(shared) {}

  /// Until everything is read or the run has failed.
  void run(const std::vector<std::string>& arguments);

 private:
  class RecordStream;
  class EntrySink;
  bool take(Record record);
  bool is_stopped() const;
  void refuse(const std::string& file, std::uint64_t place, const std::string& reason);
  void bound_claims();

  const AddOptions& options_;
  const Shared& shared_;
  Claims claims_;
  std::size_t claims_limit_ = kClaims;
  static constexpr std::size_t kClaims = 2'000'000;  // about 100 MB
};

}  // namespace backfile::ingest
