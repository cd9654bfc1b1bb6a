#include "indexer/store/shard.h"

#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/moves.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

Result<Shard> open_shard(const WriteAccess& access, const std::string& name) {
  return guarded([&] {
    Shard shard;
    shard.name = name;
    shard.reader = Xapian::Database(access.path_of(name), Xapian::DB_BACKEND_GLASS);
    shard.documents = shard.reader.get_doccount();
    return shard;
  });
}

Result<Shard> create_shard(const WriteAccess& access) {
  return guarded([&] {
    Shard shard;
    shard.name = access.next_database_name();
    shard.writer.emplace(access.path_of(shard.name), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    shard.reader = Xapian::Database(access.path_of(shard.name), Xapian::DB_BACKEND_GLASS);
    shard.named = false;
    return shard;
  });
}

Result<Xapian::WritableDatabase*> writable(const WriteAccess& access, Shard& shard) {
  if (!shard.writer) {
    if (auto dropped = drop_sums(access.path_of(shard.name)); !dropped) return tl::unexpected<Error>(dropped.error());
  }
  auto ready = guarded([&] {
    if (!shard.writer) shard.writer.emplace(access.path_of(shard.name), Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    if (!shard.changed) shard.writer->begin_transaction(true);
    shard.changed = true;
  });
  if (!ready) return tl::unexpected<Error>(ready.error());
  return &*shard.writer;
}

Result<void> commit_shard(const WriteAccess& access, Shard& shard, std::uint64_t revision, bool completes) {
  auto committed = guarded([&] {
    store_revision(*shard.writer, revision);
    if (completes) store_completed_revision(*shard.writer, revision);
    store_moved_ids(*shard.writer, shard.moved);
    shard.writer->commit_transaction();
    shard.changed = false;
    shard.moved.clear();
    shard.reader.reopen();
  });
  if (!committed) return committed;
  const std::string path = access.path_of(shard.name);
  return shard.named ? sync_path(path) : sync_tree(path);
}

void roll_back(Shard& shard) {
  if (shard.writer && shard.changed) {
    // Where the commit itself failed, Xapian has dropped the changes already and there is nothing to cancel.
    (void)guarded([&] { shard.writer->cancel_transaction(); });
  }
  (void)guarded([&] { shard.writer.reset(); });
  shard.changed = false;
  shard.moved.clear();
  (void)guarded([&] {
    shard.reader.reopen();
    shard.documents = shard.reader.get_doccount();
  });
}

}  // namespace backfile::store
