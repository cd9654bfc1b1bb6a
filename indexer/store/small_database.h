// A small database, built fresh by one thread and never changed again: Xapian's in-memory maps are fast only while they are small, so a
// bulk load builds many of these and compacts them into one (measured: more than 4 times the speed of one writer).
#pragma once
#include <xapian.h>
#include <cstdint>
#include <memory>
#include <string>

#include "indexer/errors/error.h"

namespace backfile::store {

/// Not durable and not crash-safe: only for a build directory. One thread at a time.
class SmallDatabase {
 public:
  /// path: must not exist yet.
  static Result<std::unique_ptr<SmallDatabase>> create(const std::string& path);

  /// An error leaves the database unusable: throw it away. The document must fit (why_too_large).
  Result<void> add(const Xapian::Document& document);

  /// Writes it out. Nothing can be added afterwards.
  Result<void> finish();

  const std::string& path() const { return path_; }

 private:
  SmallDatabase(std::string path, Xapian::WritableDatabase database) : path_(std::move(path)), database_(std::move(database)) {}
  std::string path_;
  Xapian::WritableDatabase database_;
};

}  // namespace backfile::store
