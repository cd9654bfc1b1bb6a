#include "indexer/store/attach.h"

#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/transaction.h"
#include "indexer/store/whole_document.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

// Articles of ours that the archive has, or whose tombstone it has, as docids in our database.
std::vector<Xapian::docid> find_conflicts(const WriteAccess& access, const Attachment& attachment) {
  const Xapian::Database ours(attachment.database, Xapian::DB_BACKEND_GLASS);
  Xapian::Database theirs;
  for (const std::string& name : access.manifest.all())
    theirs.add_database(Xapian::Database(access.path_of(name), Xapian::DB_BACKEND_GLASS));
  std::vector<Xapian::docid> found;
  if (access.manifest.all().empty()) return found;
  for (const std::string& id : attachment.ids) {
    const std::string term = schema::id_term(id);
    if (docid_of(theirs, term) != 0) found.push_back(docid_of(ours, term));
  }
  return found;
}

// Documents are replaced in batches, so that neither Xapian's memory grows with their number nor it commits by itself without the revision.
constexpr std::size_t kBatch = 400;

// Returns how many were replaced.
Result<std::uint64_t> write_over(Transaction& transaction, const Attachment& attachment, const std::vector<Xapian::docid>& conflicts) {
  auto ours = guarded([&] { return Xapian::Database(attachment.database, Xapian::DB_BACKEND_GLASS); });
  if (!ours) return tl::unexpected<Error>(ours.error());
  WholeDocuments documents(*ours, attachment.database);
  std::uint64_t replaced = 0;
  for (std::size_t i = 0; i < conflicts.size(); ++i) {
    auto operation = guarded([&] {
      Xapian::Document document = documents.get(conflicts[i]);
      const std::string id = id_of(document);
      return Operation{id, schema::id_term(id), std::move(document), {}};
    });
    if (!operation) return tl::unexpected<Error>(operation.error());
    auto outcome = transaction.apply(*operation);
    if (!outcome) return tl::unexpected<Error>(outcome.error());
    if (*outcome != Outcome::added) ++replaced;
    if ((i + 1) % kBatch != 0 && i + 1 != conflicts.size()) continue;
    if (auto durable = transaction.make_durable(); !durable) return tl::unexpected<Error>(durable.error());
  }
  return replaced;
}

// The later write wins: ours goes where theirs lies, durably, and only then out of the database to be attached, so that no crash can lose
// both.
Result<std::uint64_t> settle(Transaction& transaction, const Attachment& attachment) {
  auto conflicts = guarded([&] { return find_conflicts(transaction.access(), attachment); });
  if (!conflicts) return tl::unexpected<Error>(conflicts.error());
  if (conflicts->empty()) return 0;
  auto replaced = write_over(transaction, attachment, *conflicts);
  if (!replaced) return replaced;
  if (auto dropped = drop_sums(attachment.database); !dropped) return tl::unexpected<Error>(dropped.error());
  auto erased = guarded([&] {
    Xapian::WritableDatabase ours(attachment.database, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    for (const Xapian::docid document : *conflicts) ours.delete_document(document);
    ours.commit();
  });
  if (erased) erased = sync_tree(attachment.database);
  if (!erased) return tl::unexpected<Error>(erased.error());
  return replaced;
}

}  // namespace

Result<Attached> attach(const std::string& archive, const Attachment& attachment, double wait_seconds) {
  auto begun = begin_writing(archive, wait_seconds);
  if (!begun) return tl::unexpected<Error>(begun.error());
  auto transaction = Transaction::open(std::move(*begun));
  if (!transaction) return tl::unexpected<Error>(transaction.error());
  Attached attached;
  attached.others_wrote = transaction->revision() != attachment.known_revision;
  if (attached.others_wrote) {
    auto replaced = settle(*transaction, attachment);
    if (!replaced) return tl::unexpected<Error>(replaced.error());
    attached.replaced = *replaced;
  }
  auto last = guarded([&] { return Xapian::Database(attachment.database, Xapian::DB_BACKEND_GLASS).get_lastdocid(); });
  if (!last) return tl::unexpected<Error>(last.error());
  attached.revision = transaction->revision() + 1;
  WriteAccess& access = transaction->access();
  const std::string name = access.next_database_name();
  if (auto renamed = rename_durably(attachment.database, access.path_of(name)); !renamed) return tl::unexpected<Error>(renamed.error());
  Manifest fresh = access.manifest;
  fresh.databases.push_back(name);
  fresh.loaded[name] = {{1, *last, attached.revision}};
  fresh.revision = attached.revision;
  if (auto promoted = access.promote(std::move(fresh)); !promoted) return tl::unexpected<Error>(promoted.error());
  return attached;
}

}  // namespace backfile::store
