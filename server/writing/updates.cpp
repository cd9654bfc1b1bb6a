#include "server/writing/updates.h"

#include <algorithm>
#include <atomic>

#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "indexer/ingest/builder.h"
#include "indexer/ingest/pipeline.h"
#include "indexer/text/charset.h"

namespace backfile::writing {
namespace {

constexpr std::size_t kRoomBytes = 128u << 20;  // of documents while they are built and written
constexpr std::ptrdiff_t kLongRecords = 2;

std::ptrdiff_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

Updates::Updates(std::string archive, std::chrono::milliseconds wait, std::function<void(double seconds)> committed)
    : archive_(archive),
      wait_(wait),
      room_(kRoomBytes),
      long_records_(kLongRecords),
      builders_(cores()),
      committer_(std::move(archive), wait, std::move(committed)) {}

// A turn at building documents: one a core, each with an analyzer that the next one finds warm.
class Updates::Builder {
 public:
  explicit Builder(Updates& updates) : updates_(updates) {
    updates_.builders_.acquire();
    const std::lock_guard lock(updates_.mutex_);
    if (updates_.analyzers_.empty()) return;
    analyzer_ = std::move(updates_.analyzers_.back());
    updates_.analyzers_.pop_back();
  }
  ~Builder() {
    {
      const std::lock_guard lock(updates_.mutex_);
      if (analyzer_) updates_.analyzers_.push_back(std::move(analyzer_));
    }
    updates_.builders_.release();
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  analysis::Analyzer& analyzer() {
    if (!analyzer_) analyzer_ = std::make_unique<analysis::Analyzer>();
    return *analyzer_;
  }

 private:
  Updates& updates_;
  std::unique_ptr<analysis::Analyzer> analyzer_;
};

/// The memory that the documents take. refusals: one a record, empty where it gave a change.
std::size_t Updates::build(std::vector<ingest::Record>& records, std::vector<Change>& changes, std::vector<std::string>& refusals) {
  Builder builder(*this);
  const std::int64_t now = article::now_instant();
  std::size_t memory = 0;
  for (ingest::Record& record : records) {
    ingest::Prepared prepared = ingest::prepare(record, now, builder.analyzer());
    refusals.push_back(prepared.refusal);
    memory += prepared.memory;
    if (prepared.refusal.empty()) changes.push_back({prepared.id, std::move(prepared)});
  }
  return memory;
}

Result<store::Applied> Updates::put(std::vector<ingest::Record> records) {
  // Whoever waits for room gets it once a commit is over. One share for all records, taken before anything is held: nobody waits for room
  // while holding some.
  static const std::atomic<bool> kNeverGivenUp = false;
  std::size_t most = 0;
  for (const ingest::Record& record : records) most += ingest::most_memory(record.stored.size());
  ingest::Room::Share share = room_.take(most, kNeverGivenUp);
  std::vector<Change> changes;
  std::vector<std::string> refusals;
  share.shrink_to(build(records, changes, refusals));

  auto written = committer_.apply(std::move(changes));
  if (!written) return written;
  store::Applied applied{{}, {}, written->revision};
  std::size_t next = 0;
  for (std::string& refusal : refusals) {
    const bool refused = !refusal.empty();
    applied.outcomes.push_back(refused ? store::Outcome::refused : written->outcomes[next]);
    applied.reasons.push_back(refused ? std::move(refusal) : std::move(written->reasons[next]));
    if (!refused) ++next;
  }
  return applied;
}

Result<store::Applied> Updates::remove(const std::string& id, const std::string& reason) {
  std::vector<Change> changes(1);
  changes[0].id = id;
  changes[0].removes = true;
  changes[0].reason = text::one_line(text::clean(reason));
  if (changes[0].reason.size() > ingest::kMaxReasonBytes) {
    return fail(Code::invalid, "the reason is longer than " + std::to_string(ingest::kMaxReasonBytes) + " bytes", "reason");
  }
  return committer_.apply(std::move(changes));
}

Result<store::Purged> Updates::purge(const std::function<void()>& let_go) {
  return store::purge_deleted(archive_, std::chrono::duration<double>(wait_).count(), let_go);
}

Updates::LongRecord Updates::long_record() { return long_records_.try_acquire_for(wait_) ? LongRecord(long_records_) : LongRecord(); }

ingest::Record make_record(article::Article&& article, std::uint64_t number) {
  ingest::Record record;
  record.number = record.place = number;
  article.id = article::assign_id(article, {"", number});
  record.stored = article::encode(article);
  record.digest = article::digest(record.stored);
  record.article = std::move(article);
  return record;
}

}  // namespace backfile::writing
