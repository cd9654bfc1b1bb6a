// New records, held back while it is open whether there are enough of them for a bulk load.
#pragma once
#include <cstddef>
#include <mutex>
#include <vector>

#include "indexer/ingest/record.h"

namespace backfile::ingest {

/// Thread-safe.
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

}  // namespace backfile::ingest
