#include "indexer/ingest/builder.h"

#include <utility>

#include "indexer/article/language.h"
#include "indexer/article/stored.h"

namespace backfile::ingest {
namespace {

// A part of so many articles is turned inside out within the processor's caches, and parts are few enough to be merged in one go (measured:
// half and twice as many take the same time).
constexpr std::size_t kPartRecords = 1'000;
constexpr std::size_t kPartBytes = 8u << 20;  // of text

void detect_language(Record& record) {
  if (!record.article.language.empty()) return;
  record.article.language = article::detect_language(record.article.title, record.article.body);
  if (!record.article.language.empty()) record.stored = article::encode(record.article);
}

}  // namespace

Prepared prepare(Record& record, std::int64_t indexed_at, analysis::Analyzer& analyzer) {
  detect_language(record);
  return build_document(record.article, record.stored, record.digest, indexed_at, analyzer);
}

void Builder::run() {
  // The reading thread may want the room for a huge record, and sends nothing before it has it.
  const auto idle = [this] {
    if (shared_.room.is_wanted()) let_go();
  };
  while (auto record = shared_.records.pop(idle)) {
    if (!take(std::move(*record))) return shared_.records.abort();
  }
  if (!finish_part()) shared_.records.abort();
}

Result<std::optional<std::string>> Builder::digest_in_archive(const std::string& id) {
  const unsigned changes = shared_.archive_changes;
  if (!reader_) {
    auto opened = store::Reader::open(shared_.archive);
    if (!opened) return tl::unexpected<Error>(opened.error());
    reader_ = std::move(*opened);
  } else if (changes != seen_changes_) {
    if (auto fresh = reader_->refresh(); !fresh) return tl::unexpected<Error>(fresh.error());
  }
  seen_changes_ = changes;
  auto found = reader_->find_digest(id);
  if (found) return std::move(*found);
  if (found.error().code == Code::not_found && found.error().param == "id") return std::nullopt;
  return tl::unexpected<Error>(found.error());
}

bool Builder::take(Record record) {
  auto digest = [&] {
    const Profile::Within within(shared_.ledger.profile(), Phase::look_up);
    return digest_in_archive(record.article.id);
  }();
  if (!digest) {
    shared_.loader.fail_with(digest.error());
    return false;
  }
  if (*digest && **digest == record.digest) {
    shared_.ledger.settle(record.number, Fate::unchanged);
    return true;
  }
  if (*digest || is_held(record.article)) return write_singly(std::move(record));
  for (Record& fresh : shared_.holding.put(std::move(record))) {
    if (!add_new(std::move(fresh))) return false;
  }
  return true;
}

// Whatever holds room goes on its way.
bool Builder::let_go() { return finish_part() && shared_.loader.hand_over_batch(); }

// Nothing is held while waiting.
bool Builder::take_room(const Record& record, Room::Share& share) {
  const std::size_t wanted = most_memory(record.stored.size());
  if (shared_.room.try_take(wanted, share)) return true;
  if (!let_go()) return false;
  share = shared_.room.take(wanted, shared_.loader.failed());
  return !shared_.loader.has_failed();
}

bool Builder::fits(const Record& record, const std::string& refusal) {
  if (refusal.empty()) return true;
  shared_.ledger.refuse(record.number, {*record.file, record.place, refusal});
  return false;
}

bool Builder::write_singly(Record record) {
  Room::Share share;
  if (!take_room(record, share)) return false;
  const Profile::Within within(shared_.ledger.profile(), Phase::words);
  Prepared prepared = prepare(record, shared_.indexed_at, analyzer_);
  share.shrink_to(prepared.memory);
  if (!fits(record, prepared.refusal)) return true;
  Built built{record.number, std::move(prepared.id), record.file, record.place};
  return shared_.loader.write(std::move(built), std::move(prepared), std::move(share));
}

bool Builder::add_new(Record record) {
  Room::Share share;
  if (!take_room(record, share)) return false;
  Profile& profile = shared_.ledger.profile();
  {
    const Profile::Within within(profile, Phase::language);
    detect_language(record);
  }
  const Described described = [&] {
    const Profile::Within within(profile, Phase::words);
    return describe({record.article, record.stored, record.digest, shared_.indexed_at}, analyzer_, part_.document());
  }();
  if (!fits(record, described.refusal)) {
    part_.document().clear();
    return finish_part();  // so that its many words are forgotten
  }
  const bool added = [&] {
    const Profile::Within within(profile, Phase::inversion);
    return part_.add();
  }();
  if (!added) {
    share = {};
    return write_singly(std::move(record));  // which says what Xapian does not take
  }
  share.shrink_to(described.bulk_memory);
  part_room_.join(std::move(share));
  part_bytes_ += record.stored.size();
  built_.push_back({record.number, std::move(record.article.id), std::move(record.file), record.place});
  return built_.size() < kPartRecords && part_bytes_ < kPartBytes ? !shared_.loader.has_failed() : finish_part();
}

bool Builder::finish_part() {
  if (built_.empty()) {
    part_.document().forget_terms();
    return true;
  }
  const Profile::Within within(shared_.ledger.profile(), Phase::inversion);
  return shared_.loader.add({part_.finish(), std::exchange(built_, {}), std::exchange(part_bytes_, 0), std::move(part_room_)});
}

}  // namespace backfile::ingest
