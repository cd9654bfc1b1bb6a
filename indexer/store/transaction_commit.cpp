// Making a transaction durable, and undoing it.
#include <algorithm>

#include "indexer/store/durable.h"
#include "indexer/store/transaction.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

// The manifest's revision means that everything of it is done.
Result<void> Transaction::name_new(Shard& shard, std::uint64_t revision) {
  if (auto synced = sync_path(access_.archive); !synced) return synced;
  Manifest fresh = access_.manifest;
  fresh.revision = revision;
  if (&shard == (held_ ? &*held_ : nullptr))
    fresh.held = shard.name;
  else
    fresh.databases.push_back(shard.name);
  if (auto promoted = access_.promote(std::move(fresh)); !promoted) return promoted;
  shard.named = true;
  return {};
}

Result<void> Transaction::commit_visible(std::uint64_t next) {
  const auto last = std::find_if(visible_.rbegin(), visible_.rend(), [](const Shard& shard) { return shard.changed; });
  for (Shard& shard : visible_) {
    if (!shard.changed) continue;
    const bool completes = &shard == &*last && shard.named && leaving_.empty();
    if (auto committed = commit_shard(access_, shard, next, completes); !committed) return committed;
    if (shard.named) continue;
    // Only the last one can be new.
    if (auto named = name_new(shard, leaving_.empty() ? next : revision_); !named) return named;
  }
  return {};
}

Result<void> Transaction::commit_leaving(std::uint64_t next) {
  auto writer = writable(access_, *held_);
  if (!writer) return tl::unexpected<Error>(writer.error());
  auto erased = guarded([&] {
    for (const Xapian::docid document : leaving_) (*writer)->delete_document(document);
  });
  return erased ? commit_shard(access_, *held_, next, true) : erased;
}

Result<void> Transaction::make_durable() {
  places_.clear();
  const bool visible_changed = std::any_of(visible_.begin(), visible_.end(), [](const Shard& shard) { return shard.changed; });
  const bool held_changed = held_ && held_->changed;
  if (!visible_changed && !held_changed && leaving_.empty()) return {};
  const std::uint64_t next = revision_ + 1;
  half_done_ = true;
  if (held_changed) {
    const bool completes = !visible_changed && leaving_.empty();
    if (auto committed = commit_shard(access_, *held_, next, completes); !committed) return committed;
    if (!held_->named) {
      if (auto named = name_new(*held_, completes ? next : revision_); !named) return named;
    }
  }
  if (auto committed = commit_visible(next); !committed) return committed;
  if (!leaving_.empty()) {
    if (auto committed = commit_leaving(next); !committed) return committed;
  }
  half_done_ = false;
  revision_ = next;
  moved_.clear();
  leaving_.clear();
  return {};
}

void Transaction::roll_back() {
  places_.clear();
  moved_.clear();
  leaving_.clear();
  for (Shard& shard : visible_) store::roll_back(shard);
  if (held_) store::roll_back(*held_);
}

}  // namespace backfile::store
