#include "indexer/store/transaction.h"

#include <algorithm>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/document_state.h"
#include "indexer/store/durable.h"
#include "indexer/store/moves.h"
#include "indexer/store/whole_document.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

// New articles go into a database below this size, so that the large compacted ones stay as they are, checksums and all. Merging takes
// over from there (merge.h).
constexpr Xapian::doccount kRoomBelow = 16'000;

// Released at a time: a commit stays short whatever has come due.
constexpr std::size_t kMostReleased = 200;
constexpr std::size_t kMostReleasedBytes = 4u << 20;

constexpr int kNowhere = -1;
constexpr int kHeld = -2;

}  // namespace

Result<Transaction> Transaction::open(WriteAccess access) {
  Transaction transaction(std::move(access));
  if (auto started = transaction.start(); !started) return tl::unexpected<Error>(started.error());
  return transaction;
}

Result<void> Transaction::start() {
  auto revision = access_.revision();
  if (!revision) return tl::unexpected<Error>(revision.error());
  revision_ = *revision;
  visible_.clear();
  held_.reset();
  for (const std::string& name : access_.manifest.databases) {
    auto shard = open_shard(access_, name);
    if (!shard) return tl::unexpected<Error>(shard.error());
    visible_.push_back(std::move(*shard));
  }
  if (access_.manifest.held.empty()) return {};
  auto shard = open_shard(access_, access_.manifest.held);
  if (!shard) return tl::unexpected<Error>(shard.error());
  held_ = std::move(*shard);
  return {};
}

Shard& Transaction::at(int shard) { return shard == kHeld ? *held_ : visible_[static_cast<std::size_t>(shard)]; }

Transaction::Place Transaction::place_in_held(Xapian::docid document) {
  const Xapian::Document found = held_->reader.get_document(document, Xapian::DOC_ASSUME_VALID);
  const HeldState state = held_state(found, article::now_instant());
  return {kHeld, document, found.get_value(schema::kDigestSlot), state.deleted, state.seen};
}

Transaction::Place Transaction::place_of(const Operation& operation) {
  if (const auto known = places_.find(operation.id); known != places_.end()) return known->second;
  for (std::size_t i = 0; i < visible_.size(); ++i) {
    const Xapian::Database& database = visible_[i].reader;
    const Xapian::docid document = docid_of(database, operation.term);
    if (document == 0) continue;
    return {static_cast<int>(i), document, database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(schema::kDigestSlot), false,
            true};
  }
  const Xapian::docid document = held_ ? docid_of(held_->reader, operation.term) : 0;
  return document != 0 ? place_in_held(document) : Place{kNowhere};
}

Result<int> Transaction::shard_for_new() {
  const auto fewer = [](const Shard& a, const Shard& b) { return a.documents < b.documents; };
  const auto smallest = std::min_element(visible_.begin(), visible_.end(), fewer);
  if (smallest != visible_.end() && smallest->documents < kRoomBelow) return static_cast<int>(smallest - visible_.begin());
  auto created = create_shard(access_);
  if (!created) return tl::unexpected<Error>(created.error());
  visible_.push_back(std::move(*created));
  return static_cast<int>(visible_.size()) - 1;
}

Result<void> Transaction::need_held() {
  if (held_) return {};
  auto created = create_shard(access_);
  if (!created) return tl::unexpected<Error>(created.error());
  held_ = std::move(*created);
  return {};
}

bool Transaction::is_loaded(int shard, Xapian::docid document) const {
  if (shard == kHeld) return false;
  const auto loaded = access_.manifest.loaded.find(visible_[static_cast<std::size_t>(shard)].name);
  return loaded != access_.manifest.loaded.end() &&
         std::any_of(loaded->second.begin(), loaded->second.end(),
                     [&](const LoadedRange& range) { return range.first <= document && document <= range.last; });
}

Result<Outcome> Transaction::apply(const Operation& operation) {
  if (half_done_) {
    if (auto finished = finish_moves(access_); !finished) return tl::unexpected<Error>(finished.error());
    if (auto started = start(); !started) return tl::unexpected<Error>(started.error());
    half_done_ = false;
  }
  if (moved_.contains(operation.id)) {
    if (auto done = make_durable(); !done) return tl::unexpected<Error>(done.error());
  }
  auto place = guarded([&] { return place_of(operation); });
  if (!place) return tl::unexpected<Error>(place.error());
  return operation.document ? put(operation, std::move(*place)) : remove(operation, *place);
}

Result<Outcome> Transaction::put(const Operation& operation, Place place) {
  Xapian::Document document = *operation.document;
  std::string digest = document.get_value(schema::kDigestSlot);
  const bool was_there = place.shard != kNowhere && !place.deleted;
  if (was_there && !digest.empty() && digest == place.digest) return Outcome::unchanged;
  const bool held = is_held(document, article::now_instant());
  auto target = held ? Result<int>(kHeld) : place.shard >= 0 ? Result<int>(place.shard) : shard_for_new();
  if (!target) return tl::unexpected<Error>(target.error());
  if (auto there = held ? need_held() : Result<void>(); !there) return tl::unexpected<Error>(there.error());
  if (auto marked = guarded([&] { mark(document, {operation.id, revision_ + 1, held, place.seen}); }); !marked)
    return tl::unexpected<Error>(marked.error());
  if (auto written = write(document, operation.id, place, *target); !written) return tl::unexpected<Error>(written.error());
  place.digest = std::move(digest);
  place.deleted = false;
  place.seen = place.seen || !held;
  places_[operation.id] = std::move(place);
  return was_there ? Outcome::replaced : Outcome::added;
}

// An article that no reader could see leaves nothing: a tombstone would tell that there was one.
Result<Outcome> Transaction::remove(const Operation& operation, const Place& place) {
  if (place.shard == kNowhere) return Outcome::unknown;
  if (place.deleted) return Outcome::gone;
  if (place.shard == kHeld && !place.seen) {
    auto writer = writable(access_, *held_);
    if (!writer) return tl::unexpected<Error>(writer.error());
    if (auto erased = guarded([&] { (*writer)->delete_document(place.document); }); !erased) return tl::unexpected<Error>(erased.error());
    places_[operation.id] = Place{kNowhere};
    return Outcome::deleted;
  }
  if (auto there = need_held(); !there) return tl::unexpected<Error>(there.error());
  Xapian::Document stone = tombstone(operation.id, operation.reason, article::now_instant());
  mark(stone, {operation.id, revision_ + 1, true, true});
  Place fresh = place;
  if (auto written = write(std::move(stone), operation.id, fresh, kHeld); !written) return tl::unexpected<Error>(written.error());
  fresh.digest.clear();
  fresh.deleted = true;
  places_[operation.id] = std::move(fresh);
  return Outcome::deleted;
}

// In the place of what is there, or beside it where that has to keep its docid free of changes (LoadedRange) or lies on the other side.
Result<void> Transaction::write(Xapian::Document document, const std::string& id, Place& place, int target) {
  auto writer = writable(access_, at(target));
  if (!writer) return tl::unexpected<Error>(writer.error());
  const bool stays = place.shard == target;
  if (place.shard != kNowhere && !stays) {
    if (auto left = leave(id, place, target); !left) return left;
  }
  return guarded([&] {
    if (stays && !is_loaded(target, place.document)) {
      (*writer)->replace_document(place.document, document);
      return;
    }
    if (stays) (*writer)->delete_document(place.document);
    if (!stays) ++at(target).documents;
    place.document = (*writer)->add_document(document);
    place.shard = target;
  });
}

Result<void> Transaction::leave(const std::string& id, const Place& place, int target) {
  moved_.insert(id);
  at(target).moved.push_back(id);
  if (place.shard == kHeld) {
    leaving_.push_back(place.document);
    return {};
  }
  auto writer = writable(access_, at(place.shard));
  if (!writer) return tl::unexpected<Error>(writer.error());
  --at(place.shard).documents;
  return guarded([&] { (*writer)->delete_document(place.document); });
}

Result<void> Transaction::release_some(std::int64_t now) {
  if (!held_ || half_done_) return {};
  auto due = guarded([&] {
    std::vector<std::pair<std::string, Place>> found;
    std::size_t bytes = 0;
    const Xapian::Database& held = held_->reader;
    const std::string last = schema::embargo_end_term(now);
    auto term = held.allterms_begin();
    for (term.skip_to(schema::embargo_end_term(0)); term != held.allterms_end() && *term <= last; ++term) {
      for (auto posting = held.postlist_begin(*term); posting != held.postlist_end(*term); ++posting) {
        if (found.size() == kMostReleased || bytes > kMostReleasedBytes) return found;
        const Xapian::Document document = held.get_document(*posting, Xapian::DOC_ASSUME_VALID);
        bytes += document.get_data().size();
        found.emplace_back(id_of(document), Place{kHeld, *posting});
      }
    }
    return found;
  });
  if (!due) return tl::unexpected<Error>(due.error());
  if (due->empty()) return make_durable();
  WholeDocuments documents(held_->reader, access_.path_of(held_->name));
  for (auto& [id, place] : *due) {
    auto target = shard_for_new();
    if (!target) return tl::unexpected<Error>(target.error());
    auto document = guarded([&] {
      Xapian::Document released = documents.get(place.document);
      // It keeps its revision: for those who follow the archive nothing happens now, it became visible at its moment.
      mark(released, {id, 0, false, has_term(held_->reader, place.document, schema::seen_term())});
      return released;
    });
    if (!document) return tl::unexpected<Error>(document.error());
    if (auto written = write(std::move(*document), id, place, *target); !written) return written;
  }
  return make_durable();
}

}  // namespace backfile::store
