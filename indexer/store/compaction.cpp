#include "indexer/store/compaction.h"

#include <filesystem>

#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

Result<void> compact(const std::vector<std::string>& sources, const std::string& output) {
  auto compacted = guarded([&] {
    Xapian::Database all;
    for (const std::string& source : sources) all.add_database(Xapian::Database(source, Xapian::DB_BACKEND_GLASS));
    all.compact(output, Xapian::Compactor::FULL);
  });
  if (compacted) compacted = write_sums(output);
  if (compacted) compacted = sync_tree(output);
  if (!compacted) {
    std::error_code ignored;
    std::filesystem::remove_all(output, ignored);
  }
  return compacted;
}

}  // namespace backfile::store
