#include "indexer/store/small_database.h"

#include <filesystem>

#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

// Where a write fails, Xapian tries to undo it, which DB_DANGEROUS does not allow, and complains of that alone: the cause is looked for.
Result<void> with_cause(Result<void> done, const std::string& path) {
  if (done || done.error().message.find("InvalidOperationError: cancel()") == std::string::npos) return done;
  constexpr std::uintmax_t kNothingLeft = 1u << 20;  // less than one write of a table takes
  std::error_code trouble;
  const auto space = std::filesystem::space(std::filesystem::path(path).parent_path(), trouble);
  const bool full = !trouble && space.available < kNothingLeft;
  return fail(Code::io, (full ? "the disk is full: " : "the disk does not take what is written: ") + path + " could not be finished");
}

}  // namespace

Result<std::unique_ptr<SmallDatabase>> SmallDatabase::create(const std::string& path) {
  // DB_DANGEROUS and DB_NO_SYNC: a build directory is thrown away if anything goes wrong, and what comes out of it is synced by compaction.
  constexpr int kFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  return guarded([&] { return std::unique_ptr<SmallDatabase>(new SmallDatabase(path, Xapian::WritableDatabase(path, kFlags))); });
}

Result<void> SmallDatabase::add(const Xapian::Document& document) {
  return with_cause(guarded([&] { database_.add_document(document); }), path_);
}

Result<void> SmallDatabase::finish() {
  auto done = guarded([&] {
    database_.commit();
    database_.close();
  });
  return with_cause(std::move(done), path_);
}

}  // namespace backfile::store
