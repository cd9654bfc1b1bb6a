// Everything a run writes to the archive, from one thread of its own: segments of new articles become databases, replacements
// go through the single writer in batches, and records that repeat an id follow once what they replace is there.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/errors/error.h"
#include "indexer/glass/database_writer.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/late_file.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/queue.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/room.h"
#include "indexer/store/build_directory.h"
#include "indexer/store/merge.h"

namespace backfile::ingest {

/// What is kept of a record once its document is built.
struct Built {
  std::uint64_t number;
  std::string id;
  std::shared_ptr<const std::string> file;
  std::uint64_t place;
};

/// Documents turned inside out and the records they were made of, in the same order.
struct BuiltPart {
  glass::Part part;
  std::vector<Built> records;
  std::size_t text_bytes = 0;
  Room::Share room;  // what its making took
};

class Loader {
 public:
  /// known_revision: the archive's, seen before any reader of this run was opened. Errors: as BuildDirectory::create.
  static Result<std::unique_ptr<Loader>> start(const std::string& archive, Ledger& ledger, Room& room, std::int64_t indexed_at,
                                               std::uint64_t known_revision);
  ~Loader();
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  // From any thread. Each waits while the writing thread is behind; false once the run has failed.
  bool add(BuiltPart part);
  /// room: what the document takes, given back once it is written.
  bool write(Built record, Prepared prepared, Room::Share room);
  /// What has been written singly so far is not held back for a larger batch.
  bool hand_over_batch();
  /// The record repeats an id of this run. From the reading thread, in the order of the input.
  bool add_late(const Record& record);

  /// An error that ends the run; the first one is kept.
  void fail_with(const Error& error);
  bool has_failed() const { return failed_; }
  const std::atomic<bool>& failed() const { return failed_; }

  /// Writes what is left; call once, when no other call is running or to come.
  Result<void> finish();

 private:
  // A database in the making: texts are on the disk already, words in memory.
  struct Segment {
    std::string path;
    std::unique_ptr<glass::DatabaseWriter> database;
    std::vector<Built> records;
    std::size_t text_bytes = 0, memory = 0;
  };
  struct Batch {
    std::vector<Built> records;
    std::vector<Xapian::Document> documents;
    std::size_t text_bytes = 0;
    Room::Share room;
  };
  using Job = std::variant<Segment, Batch>;

  Loader(std::string archive, Ledger& ledger, Room& room, std::int64_t indexed_at, std::uint64_t known_revision);
  void run();
  Result<void> add_to_segment(BuiltPart part);
  Result<void> write_segment(Segment& segment);
  Result<void> attach_segment(Segment& segment);
  Result<void> write_batch(Batch& batch);
  enum class Late { some, all };
  Result<void> write_late(Late how_many);
  Result<Batch> late_batch(Late how_many);
  void merge(const store::MergePlan& plan);
  bool is_full(const Segment& segment) const;
  bool push(Job job);

  const std::string archive_;
  Ledger& ledger_;
  Room& room_;
  const std::int64_t indexed_at_;
  std::unique_ptr<store::BuildDirectory> build_;
  std::unique_ptr<LateFile> late_;
  Queue<Job> jobs_;
  std::mutex segment_mutex_;  // of segment_, segments_begun_; may be held for the time of writing some megabytes
  Segment segment_;
  unsigned segments_begun_ = 0;
  std::mutex mutex_;  // of batch_, error_
  Batch batch_;
  Error error_;
  std::atomic<bool> failed_ = false;
  std::thread thread_;

  // Of the writing thread alone.
  std::uint64_t known_revision_;
  bool others_write_ = false;
  std::uint64_t attached_ = 0;  // articles, in databases of their own
  std::unique_ptr<analysis::Analyzer> analyzer_;
  std::vector<std::string> replaced_databases_;
};

}  // namespace backfile::ingest
