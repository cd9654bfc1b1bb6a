#include "indexer/store/attach.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

// Each database of the archive with the articles of ours that it has, as docids there and here.
struct Conflicts {
  struct Pair {
    Xapian::docid theirs, ours;
  };
  std::string name;
  std::vector<Pair> pairs;
};

std::vector<Conflicts> find_conflicts(const WriteAccess& access, const Attachment& attachment) {
  const Xapian::Database ours(attachment.database, Xapian::DB_BACKEND_GLASS);
  std::vector<Conflicts> all;
  for (const std::string& name : access.manifest.databases) {
    const Xapian::Database theirs(access.path_of(name), Xapian::DB_BACKEND_GLASS);
    Conflicts conflicts{name, {}};
    for (const std::string& id : attachment.ids) {
      const std::string term = schema::id_term(id);
      const Xapian::docid there = docid_of(theirs, term);
      if (there != 0) conflicts.pairs.push_back({there, docid_of(ours, term)});
    }
    if (!conflicts.pairs.empty()) all.push_back(std::move(conflicts));
  }
  return all;
}

// Documents are replaced in batches, so that neither Xapian's memory grows with their number nor it commits by itself without the revision.
constexpr std::size_t kBatch = 400;

void write_over(const Conflicts& conflicts, const std::string& from, const std::string& path, std::uint64_t revision) {
  const Xapian::Database ours(from, Xapian::DB_BACKEND_GLASS);
  Xapian::WritableDatabase theirs(path, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
  for (std::size_t i = 0; i < conflicts.pairs.size(); ++i) {
    theirs.replace_document(conflicts.pairs[i].theirs, ours.get_document(conflicts.pairs[i].ours));
    if ((i + 1) % kBatch != 0 && i + 1 != conflicts.pairs.size()) continue;
    store_revision(theirs, revision);
    theirs.commit();
  }
}

// The later write wins: ours goes where theirs lies, durably, and only then out of the database to be attached, so that no crash can lose
// both.
Result<std::uint64_t> settle(const WriteAccess& access, const Attachment& attachment, std::uint64_t revision) {
  auto found = guarded([&] { return find_conflicts(access, attachment); });
  if (!found) return tl::unexpected<Error>(found.error());
  std::uint64_t replaced = 0;
  for (const Conflicts& conflicts : *found) {
    const std::string path = access.path_of(conflicts.name);
    if (auto dropped = drop_sums(path); !dropped) return tl::unexpected<Error>(dropped.error());
    auto written = guarded([&] { write_over(conflicts, attachment.database, path, revision); });
    if (written) written = sync_path(path);
    if (!written) return tl::unexpected<Error>(written.error());
    replaced += conflicts.pairs.size();
  }
  if (found->empty()) return replaced;
  if (auto dropped = drop_sums(attachment.database); !dropped) return tl::unexpected<Error>(dropped.error());
  auto erased = guarded([&] {
    Xapian::WritableDatabase ours(attachment.database, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    for (const Conflicts& conflicts : *found) {
      for (const auto& pair : conflicts.pairs) ours.delete_document(pair.ours);
    }
    ours.commit();
  });
  if (erased) erased = sync_tree(attachment.database);
  if (!erased) return tl::unexpected<Error>(erased.error());
  return replaced;
}

}  // namespace

Result<Attached> attach(const std::string& archive, const Attachment& attachment, double wait_seconds) {
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  auto revision = access->revision();
  if (!revision) return tl::unexpected<Error>(revision.error());
  Attached attached{*revision + 1, 0, *revision != attachment.known_revision};
  if (attached.others_wrote) {
    auto replaced = settle(*access, attachment, attached.revision);
    if (!replaced) return tl::unexpected<Error>(replaced.error());
    attached.replaced = *replaced;
  }
  const std::string name = access->next_database_name();
  if (auto renamed = rename_durably(attachment.database, access->path_of(name)); !renamed) return tl::unexpected<Error>(renamed.error());
  std::vector<std::string> databases = access->manifest.databases;
  databases.push_back(name);
  if (auto promoted = access->promote(std::move(databases), attached.revision); !promoted) return tl::unexpected<Error>(promoted.error());
  return attached;
}

}  // namespace backfile::store
