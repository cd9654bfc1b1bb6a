#include "indexer/store/small_database.h"

#include "indexer/store/xapian_errors.h"

namespace backfile::store {

Result<std::unique_ptr<SmallDatabase>> SmallDatabase::create(const std::string& path) {
  // DB_DANGEROUS and DB_NO_SYNC: a build directory is thrown away if anything goes wrong, and what comes out of it is synced by compaction.
  constexpr int kFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  return guarded([&] { return std::unique_ptr<SmallDatabase>(new SmallDatabase(path, Xapian::WritableDatabase(path, kFlags))); });
}

Result<void> SmallDatabase::add(const Xapian::Document& document) {
  return guarded([&] { database_.add_document(document); });
}

Result<void> SmallDatabase::finish() {
  return guarded([&] {
    database_.commit();
    database_.close();
  });
}

}  // namespace backfile::store
