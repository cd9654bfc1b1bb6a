#include "indexer/store/writer.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/databases.h"
#include "indexer/store/document_limits.h"
#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

// New articles go into a database below this size, so that the large compacted ones stay as they are, checksums and all. Merging takes
// over from there (merge.h).
constexpr Xapian::doccount kRoomBelow = 16'000;

constexpr int kNowhere = -1;

struct Operation {
  std::string id, term;
  std::optional<Xapian::Document> document;  // absent: a removal
  std::string refusal;                       // why the document cannot be written; empty where it can
};

struct Shard {
  std::string name;
  Xapian::Database reader;  // the last committed state
  std::optional<Xapian::WritableDatabase> writer;
  Xapian::doccount articles = 0;  // with those of the batch
  bool changed = false;           // by the range being applied
};

// Where an article is after the operations applied so far.
struct Place {
  int shard = kNowhere;
  Xapian::docid docid = 0;
  std::string digest;
};

bool is_documents_fault(const Error& error) { return error.code == Code::invalid || error.code == Code::refused; }

}  // namespace

struct Writer::Impl {
  WriteAccess access;
  std::vector<Shard> shards;
  std::vector<Operation> pending;
  std::uint64_t revision = 0;
  std::unordered_map<std::string, Place> places;  // of the range being applied
  bool unnamed_shard = false;                     // the last shard is new and not in the manifest yet

  explicit Impl(WriteAccess taken) : access(std::move(taken)) {}

  void open_shards() {
    for (const std::string& name : access.manifest.databases) {
      Xapian::Database database(access.path_of(name), Xapian::DB_BACKEND_GLASS);
      shards.push_back({name, database, {}, database.get_doccount(), false});
    }
  }

  Place place_of(const Operation& operation) const {
    if (const auto known = places.find(operation.id); known != places.end()) return known->second;
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const Xapian::docid docid = docid_of(shards[i].reader, operation.term);
      if (docid == 0) continue;
      return {static_cast<int>(i), docid, shards[i].reader.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(schema::kDigestSlot)};
    }
    return {};
  }

  Result<int> shard_for_new() {
    int best = kNowhere;
    for (std::size_t i = 0; i < shards.size(); ++i) {
      if (shards[i].articles >= kRoomBelow) continue;
      if (best == kNowhere || shards[i].articles < shards[static_cast<std::size_t>(best)].articles) best = static_cast<int>(i);
    }
    if (best != kNowhere) return best;
    const std::string name = access.next_database_name();
    auto created = guarded([&] {
      Xapian::WritableDatabase writer(access.path_of(name), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
      shards.push_back({name, Xapian::Database(access.path_of(name), Xapian::DB_BACKEND_GLASS), std::move(writer), 0, false});
    });
    if (!created) return tl::unexpected<Error>(created.error());
    unnamed_shard = true;
    return static_cast<int>(shards.size()) - 1;
  }

  Result<Xapian::WritableDatabase*> writable(int index) {
    Shard& shard = shards[static_cast<std::size_t>(index)];
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

  Result<Outcome> apply(const Operation& operation) {
    auto found = guarded([&] { return place_of(operation); });
    if (!found) return tl::unexpected<Error>(found.error());
    Place place = std::move(*found);
    const bool here = place.shard != kNowhere;
    if (!operation.document) return here ? erase(operation, place) : Result<Outcome>(Outcome::unknown);
    std::string digest = operation.document->get_value(schema::kDigestSlot);
    if (here && !digest.empty() && digest == place.digest) return Outcome::unchanged;
    if (!here) {
      auto shard = shard_for_new();
      if (!shard) return tl::unexpected<Error>(shard.error());
      place.shard = *shard;
    }
    auto writer = writable(place.shard);
    if (!writer) return tl::unexpected<Error>(writer.error());
    auto written = guarded([&] {
      if (here) {
        (*writer)->replace_document(place.docid, *operation.document);
      } else {
        place.docid = (*writer)->add_document(*operation.document);
      }
    });
    if (!written) return tl::unexpected<Error>(written.error());
    if (!here) ++shards[static_cast<std::size_t>(place.shard)].articles;
    place.digest = std::move(digest);
    places[operation.id] = std::move(place);
    return here ? Outcome::replaced : Outcome::added;
  }

  Result<Outcome> erase(const Operation& operation, const Place& place) {
    auto writer = writable(place.shard);
    if (!writer) return tl::unexpected<Error>(writer.error());
    auto erased = guarded([&] { (*writer)->delete_document(place.docid); });
    if (!erased) return tl::unexpected<Error>(erased.error());
    --shards[static_cast<std::size_t>(place.shard)].articles;
    places[operation.id] = Place{};
    return Outcome::deleted;
  }

  // Every changed database in turn: its commit, then the fsync of its directory that Xapian leaves out.
  Result<void> make_durable() {
    const std::uint64_t next = revision + 1;
    bool any = false;
    for (Shard& shard : shards) {
      if (!shard.changed) continue;
      auto committed = guarded([&] {
        store_revision(*shard.writer, next);
        shard.writer->commit_transaction();
        shard.changed = false;
        shard.reader.reopen();
      });
      if (!committed) return committed;
      const std::string path = access.path_of(shard.name);
      const bool is_new = unnamed_shard && &shard == &shards.back();
      if (auto synced = is_new ? sync_tree(path) : sync_path(path); !synced) return synced;
      any = true;
    }
    if (any) revision = next;
    return any && unnamed_shard ? name_new_shard() : Result<void>{};
  }

  Result<void> name_new_shard() {
    if (auto synced = sync_path(access.archive); !synced) return synced;
    std::vector<std::string> names = access.manifest.databases;
    names.push_back(shards.back().name);
    if (auto promoted = access.promote(std::move(names), revision); !promoted) return promoted;
    unnamed_shard = false;
    return {};
  }

  // Back to what was last committed.
  void roll_back() {
    places.clear();
    for (Shard& shard : shards) {
      if (shard.writer && shard.changed) {
        // Where the commit itself failed, Xapian has dropped the changes already and there is nothing to cancel.
        (void)guarded([&] { shard.writer->cancel_transaction(); });
      }
      (void)guarded([&] { shard.writer.reset(); });
      shard.changed = false;
      (void)guarded([&] {
        shard.reader.reopen();
        shard.articles = shard.reader.get_doccount();
      });
    }
  }

  // Part of the range may have become durable before an error, and is applied again: what it did the first time stands.
  static void record(Applied& applied, std::size_t index, Outcome outcome) {
    Outcome& known = applied.outcomes[index];
    const bool repeated = outcome == Outcome::unchanged || outcome == Outcome::unknown;
    if (!repeated || known == Outcome::unknown) known = outcome;
  }

  Result<void> try_range(std::size_t begin, std::size_t end, Applied& applied) {
    places.clear();
    for (std::size_t i = begin; i < end; ++i) {
      if (applied.outcomes[i] == Outcome::refused) continue;
      auto outcome = apply(pending[i]);
      if (!outcome) return tl::unexpected<Error>(outcome.error());
      record(applied, i, *outcome);
    }
    return make_durable();
  }

  // Halves the range until the document that Xapian refuses stands alone, so that the others land.
  Result<void> apply_range(std::size_t begin, std::size_t end, Applied& applied) {
    auto done = try_range(begin, end, applied);
    if (done) return done;
    roll_back();
    if (!is_documents_fault(done.error())) return done;
    if (end - begin == 1) {
      applied.outcomes[begin] = Outcome::refused;
      applied.reasons[begin] = done.error().message;
      return {};
    }
    const std::size_t middle = begin + (end - begin) / 2;
    if (auto first = apply_range(begin, middle, applied); !first) return first;
    return apply_range(middle, end, applied);
  }
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Writer::~Writer() { impl_->roll_back(); }

Result<std::unique_ptr<Writer>> Writer::open(const std::string& archive, double wait_seconds) {
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  auto revision = access->revision();
  if (!revision) return tl::unexpected<Error>(revision.error());
  auto impl = std::make_unique<Impl>(std::move(*access));
  impl->revision = *revision;
  if (auto opened = guarded([&] { impl->open_shards(); }); !opened) return tl::unexpected<Error>(opened.error());
  return std::unique_ptr<Writer>(new Writer(std::move(impl)));
}

void Writer::put(const std::string& id, Xapian::Document document) {
  std::string refusal = why_too_large(document);
  impl_->pending.push_back({id, schema::id_term(id), std::move(document), std::move(refusal)});
}

void Writer::remove(const std::string& id) { impl_->pending.push_back({id, schema::id_term(id), std::nullopt, {}}); }

std::uint64_t Writer::revision() const { return impl_->revision; }

std::size_t Writer::pending() const { return impl_->pending.size(); }

Result<Applied> Writer::commit() {
  const std::size_t count = impl_->pending.size();
  Applied applied{std::vector<Outcome>(count, Outcome::unknown), std::vector<std::string>(count), impl_->revision};
  for (std::size_t i = 0; i < count; ++i) {
    if (impl_->pending[i].refusal.empty()) continue;
    applied.outcomes[i] = Outcome::refused;
    applied.reasons[i] = impl_->pending[i].refusal;
  }
  for (std::size_t begin = 0; begin < count; begin += kMaxBatch) {
    if (auto done = impl_->apply_range(begin, std::min(count, begin + kMaxBatch), applied); !done) {
      return tl::unexpected<Error>(done.error());
    }
  }
  impl_->pending.clear();
  applied.revision = impl_->revision;
  return applied;
}

}  // namespace backfile::store
