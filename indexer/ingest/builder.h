// One building thread: looks each record up in the archive, passes over what is unchanged, and turns the rest into documents.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/room.h"
#include "indexer/ingest/shared.h"
#include "indexer/store/reader.h"
#include "indexer/store/small_database.h"

namespace backfile::ingest {

/// The document of a record; its language is detected first where the record names none.
Prepared prepare(Record& record, std::int64_t indexed_at, analysis::Analyzer& analyzer);

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
  bool take_room(const Record& record, Room::Share& share);
  bool fits(const Record& record, const Prepared& prepared);
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
  Room::Share part_room_;
};

}  // namespace backfile::ingest
