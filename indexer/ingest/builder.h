// One building thread: looks each record up in the archive, passes over what is unchanged, and turns the rest into documents.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/loader.h"
#include "indexer/ingest/queue.h"
#include "indexer/ingest/record.h"
#include "indexer/store/reader.h"
#include "indexer/store/small_database.h"

namespace backfile::ingest {

/// The document of a record; its language is detected first where the record names none.
Prepared prepare(Record& record, std::int64_t indexed_at, analysis::Analyzer& analyzer);

/// New records, held back while it is open whether there are enough of them for a bulk load. Thread-safe.
class Holding {
 public:
  /// Keeps the record, or, once there are many, gives all that were kept and this one, and from then on each at once: they are for the bulk
  /// load.
  std::vector<Record> put(Record record);
  /// What is still held at the end of the input: too little for a bulk load.
  std::vector<Record> rest();

 private:
  std::mutex mutex_;
  std::vector<Record> held_;
  std::size_t bytes_ = 0;
  bool many_ = false;
};

/// What the builders of a run share.
struct Shared {
  std::string archive;
  std::int64_t indexed_at = 0;
  std::size_t part_bytes = 0;  // of text in one small database
  Queue<Record>& records;
  Holding& holding;
  Ledger& ledger;
  Loader& loader;
  std::atomic<unsigned>& archive_changes;  // grows when readers must see the newest archive (see Claims::forget)
};

class Builder {
 public:
  explicit Builder(const Shared& shared) : shared_(shared) {}

  /// Until the queue ends or the run fails. Finishes its small database.
  void run();

  /// Builds a record for the single writer.
  bool write_singly(Record record);

 private:
  bool take(Record record);
  bool add_new(Record record);
  Result<void> add_to_part(const Prepared& prepared);
  bool finish_part();
  bool replay_part();
  Result<std::optional<std::string>> digest_in_archive(const std::string& id);

  const Shared& shared_;
  analysis::Analyzer analyzer_;
  std::unique_ptr<store::Reader> reader_;
  unsigned seen_changes_ = 0;
  std::unique_ptr<store::SmallDatabase> database_;
  std::vector<Record> part_;  // the records in it, kept until it is finished so that they can be replayed
  std::size_t part_bytes_ = 0;
};

}  // namespace backfile::ingest
