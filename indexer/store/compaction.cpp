#include "indexer/store/compaction.h"

#include <filesystem>

#include "indexer/glass/join.h"
#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

namespace {

Result<void> compact_by_xapian(const std::vector<std::string>& sources, const std::string& output) {
  auto compacted = guarded([&] {
    Xapian::Database all;
    for (const std::string& source : sources) all.add_database(Xapian::Database(source, Xapian::DB_BACKEND_GLASS));
    all.compact(output, Xapian::Compactor::FULL);
  });
  if (compacted) compacted = write_sums(output);
  if (compacted) compacted = sync_tree(output);
  return compacted;
}

void remove(const std::string& output) {
  std::error_code ignored;
  std::filesystem::remove_all(output, ignored);
}

}  // namespace

Result<void> compact(const std::vector<std::string>& sources, const std::string& output) {
  Result<void> compacted;
  auto joined = glass::join(sources, output);
  if (!joined) {
    compacted = tl::unexpected<Error>(joined.error());
  } else if (*joined) {
    compacted = seal(output, **joined);
  } else {
    remove(output);
    compacted = compact_by_xapian(sources, output);
  }
  if (!compacted) remove(output);
  return compacted;
}

}  // namespace backfile::store
