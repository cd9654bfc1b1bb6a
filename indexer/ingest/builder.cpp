#include "indexer/ingest/builder.h"

#include <filesystem>
#include <utility>

#include "indexer/article/language.h"
#include "indexer/article/stored.h"

namespace backfile::ingest {
namespace {

// Small databases of about 100 articles take the least processor time (measured: 100 and 150 the same, 50 and 250 more), and fewer of them
// fewer open files when they are compacted.
constexpr std::size_t kPartRecords = 128;
constexpr std::size_t kPartBytes = 4u << 20;  // of text

}  // namespace

Prepared prepare(Record& record, std::int64_t indexed_at, analysis::Analyzer& analyzer) {
  if (record.article.language.empty()) {
    record.article.language = article::detect_language(record.article.title, record.article.body);
    if (!record.article.language.empty()) record.stored = article::encode(record.article);
  }
  return build_document(record.article, record.stored, record.digest, indexed_at, analyzer);
}

void Builder::run() {
  // The reading thread may want the room for a huge record, and sends nothing before it has it.
  const auto let_go = [this] {
    if (shared_.room.is_wanted() && finish_part()) shared_.loader.hand_over_batch();
  };
  while (auto record = shared_.records.pop(let_go)) {
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
  auto digest = digest_in_archive(record.article.id);
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

// Nothing is held while waiting: the part is finished first, and what waits to be written singly is handed over.
bool Builder::take_room(const Record& record, Room::Share& share) {
  const std::size_t wanted = most_memory(record.stored.size());
  if (shared_.room.try_take(wanted, share)) return true;
  if (!finish_part() || !shared_.loader.hand_over_batch()) return false;
  share = shared_.room.take(wanted, shared_.loader.failed());
  return !shared_.loader.has_failed();
}

bool Builder::fits(const Record& record, const Prepared& prepared) {
  if (prepared.refusal.empty()) return true;
  shared_.ledger.refuse(record.number, {*record.file, record.place, prepared.refusal});
  return false;
}

bool Builder::write_singly(Record record) {
  Room::Share share;
  if (!take_room(record, share)) return false;
  Prepared prepared = prepare(record, shared_.indexed_at, analyzer_);
  share.shrink_to(prepared.memory);
  if (!fits(record, prepared)) return true;
  Built built{record.number, std::move(prepared.id), record.file, record.place};
  return shared_.loader.write(std::move(built), std::move(prepared), std::move(share));
}

bool Builder::add_new(Record record) {
  Room::Share share;
  if (!take_room(record, share)) return false;
  const Prepared prepared = prepare(record, shared_.indexed_at, analyzer_);
  share.shrink_to(prepared.memory);
  if (!fits(record, prepared)) return true;
  const auto added = add_to_part(prepared);
  part_room_.join(std::move(share));
  part_bytes_ += prepared.text_bytes;
  part_.push_back(std::move(record));
  if (added) return part_.size() < kPartRecords && part_bytes_ < kPartBytes ? !shared_.loader.has_failed() : finish_part();
  if (added.error().code == Code::invalid || added.error().code == Code::refused) return replay_part();
  shared_.loader.fail_with(added.error());
  return false;
}

Result<void> Builder::add_to_part(const Prepared& prepared) {
  if (!database_) {
    auto created = store::SmallDatabase::create(shared_.loader.fresh_path());
    if (!created) return tl::unexpected<Error>(created.error());
    database_ = std::move(*created);
  }
  return database_->add(prepared.document);
}

bool Builder::finish_part() {
  if (!database_) return true;
  auto finished = database_->finish();
  if (!finished) {
    if (finished.error().code == Code::invalid || finished.error().code == Code::refused) return replay_part();
    shared_.loader.fail_with(finished.error());
    return false;
  }
  SmallPart part{database_->path(), {}, std::exchange(part_bytes_, 0)};
  for (Record& record : part_) part.records.push_back({record.number, std::move(record.article.id), std::move(record.file), record.place});
  part_.clear();
  database_.reset();
  part_room_ = {};
  return shared_.loader.add(std::move(part));
}

// Xapian refused a document of this part: all of them go to the single writer, which finds out which one it was.
bool Builder::replay_part() {
  const std::string path = database_->path();
  database_.reset();
  part_room_ = {};
  std::error_code ignored;  // what stays goes with the build directory
  std::filesystem::remove_all(path, ignored);
  part_bytes_ = 0;
  for (Record& record : std::exchange(part_, {})) {
    if (!write_singly(std::move(record))) return false;
  }
  return true;
}

}  // namespace backfile::ingest
