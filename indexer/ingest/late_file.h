// Records that repeat an id of the same run wait on disk, in their order, until what they replace is in the archive.
#pragma once
#include <cstdint>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>

#include "indexer/errors/error.h"
#include "indexer/ingest/record.h"

namespace backfile::ingest {

/// Thread-safe. Uses no memory to speak of, whatever waits.
class LateFile {
 public:
  /// path: made with the first record.
  explicit LateFile(std::string path) : path_(std::move(path)) {}

  /// Appends; Code::io where the disk is full.
  Result<void> put(const Record& record);

  /// The first of the waiting records, if its number is at most `up_to` and its stored form at most `max_bytes` long.
  Result<std::optional<Record>> take(std::uint64_t up_to, std::size_t max_bytes = SIZE_MAX);

 private:
  Result<Record> read_front();
  std::mutex mutex_;
  std::string path_;
  std::fstream file_;
  std::streamoff front_ = 0, end_ = 0;  // bytes
  std::optional<Record> peeked_;        // the front, read already
};

}  // namespace backfile::ingest
