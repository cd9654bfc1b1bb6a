// One building thread: looks each record up in the archive, passes over what is unchanged, and turns the rest into parts of a database.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/glass/part.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/room.h"
#include "indexer/ingest/shared.h"
#include "indexer/store/reader.h"

namespace backfile::ingest {

/// The document of a record for the single writer; its language is detected first where the record names none.
Prepared prepare(Record& record, std::int64_t indexed_at, analysis::Analyzer& analyzer);

class Builder {
 public:
  explicit Builder(const Shared& shared) : shared_(shared) {}

  /// Until the queue ends or the run fails. Finishes its part.
  void run();

  /// Builds a record for the single writer.
  bool write_singly(Record record);

 private:
  bool take(Record record);
  bool add_new(Record record);
  bool take_room(const Record& record, Room::Share& share);
  bool fits(const Record& record, const std::string& refusal);
  bool finish_part();
  bool let_go();
  Result<std::optional<std::string>> digest_in_archive(const std::string& id);

  const Shared& shared_;
  analysis::Analyzer analyzer_;
  std::unique_ptr<store::Reader> reader_;
  unsigned seen_changes_ = 0;
  glass::PartBuilder part_;
  std::vector<Built> built_;    // the records in it
  std::size_t part_bytes_ = 0;  // of their text
  Room::Share part_room_;
};

}  // namespace backfile::ingest
