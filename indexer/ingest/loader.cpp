#include "indexer/ingest/loader.h"

#include <chrono>
#include <iterator>

#include "indexer/glass/join.h"
#include "indexer/ingest/builder.h"
#include "indexer/store/archive.h"
#include "indexer/store/attach.h"
#include "indexer/store/merge.h"
#include "indexer/store/sums.h"
#include "indexer/store/writer.h"

namespace backfile::ingest {
namespace {

// How long to wait for another process that writes. The longest holds the lock for minutes: a load that overlaps another one's, and
// replaces a whole segment's articles one by one as it attaches.
constexpr double kWaitSeconds = 600;

// The first segments are small, so that acknowledgements and results come early; later ones large, so that databases stay few.
struct SegmentLimit {
  std::size_t articles, text_bytes;
};
constexpr SegmentLimit kSegmentLimits[] = {{4'000, 32u << 20}, {12'000, 96u << 20}, {17'000, 136u << 20}};

// What a segment holds in memory until it is written: of ordinary text, of which it is about three quarters, less than the limits above
// allow. One is being made, one written, and seldom a few wait.
constexpr std::size_t kSegmentMemory = 112u << 20;

// A batch's documents are held twice, by us for a replay and by Xapian until the commit, at about 200 KB each for articles of 6 KB
// (measured).
constexpr std::size_t kBatchRecords = 400;
constexpr std::size_t kBatchBytes = 4u << 20;

// Memory for one batch of late records.
constexpr std::size_t kLateRoom = 64u << 20;

// Jobs that wait while one is being written: enough that the writing thread never runs dry.
constexpr std::size_t kWaitingJobs = 2;

}  // namespace

Loader::Loader(std::string archive, Ledger& ledger, Room& room, std::int64_t indexed_at, std::uint64_t known_revision)
    : archive_(std::move(archive)),
      ledger_(ledger),
      room_(room),
      indexed_at_(indexed_at),
      jobs_(kWaitingJobs),
      known_revision_(known_revision) {}

Result<std::unique_ptr<Loader>> Loader::start(const std::string& archive, Ledger& ledger, Room& room, std::int64_t indexed_at,
                                              std::uint64_t known_revision) {
  std::unique_ptr<Loader> loader(new Loader(archive, ledger, room, indexed_at, known_revision));
  auto build = store::BuildDirectory::create(archive, kWaitSeconds);
  if (!build) return tl::unexpected<Error>(build.error());
  loader->build_ = std::move(*build);
  loader->late_ = std::make_unique<LateFile>(loader->build_->fresh_path());
  loader->thread_ = std::thread([raw = loader.get()] { raw->run(); });
  return loader;
}

Loader::~Loader() {
  if (!thread_.joinable()) return;
  jobs_.abort();
  thread_.join();
}

void Loader::fail_with(const Error& error) {
  {
    const std::lock_guard lock(mutex_);
    if (!failed_) error_ = error;
    failed_ = true;
  }
  jobs_.abort();
}

bool Loader::is_full(const Segment& segment) const {
  const std::size_t last = std::size(kSegmentLimits) - 1;
  const SegmentLimit& limit = kSegmentLimits[std::min<std::size_t>(segments_begun_, last)];
  return segment.records.size() >= limit.articles || segment.text_bytes >= limit.text_bytes || segment.memory >= kSegmentMemory;
}

bool Loader::push(Job job) { return jobs_.push(std::move(job), 1); }

Result<void> Loader::add_to_segment(BuiltPart part) {
  const Profile::Within within(ledger_.profile(), Phase::tables);
  if (!segment_.database) {
    segment_.path = build_->fresh_path();
    auto created = glass::DatabaseWriter::create(segment_.path);
    if (!created) return tl::unexpected<Error>(created.error());
    segment_.database = std::move(*created);
  }
  segment_.memory += part.part.postings.size() + part.part.lengths.size();
  segment_.database->add(std::move(part.part));
  std::move(part.records.begin(), part.records.end(), std::back_inserter(segment_.records));
  segment_.text_bytes += part.text_bytes;
  return {};
}

bool Loader::add(BuiltPart part) {
  Segment full;
  {
    const std::lock_guard lock(segment_mutex_);
    if (auto added = add_to_segment(std::move(part)); !added) {
      fail_with(added.error());
      return false;
    }
    if (!is_full(segment_)) return !failed_;
    full = std::exchange(segment_, {});
    ++segments_begun_;
  }
  return push(std::move(full));
}

bool Loader::write(Built record, Prepared prepared, Room::Share room) {
  Batch full;
  {
    const std::lock_guard lock(mutex_);
    batch_.records.push_back(std::move(record));
    batch_.documents.push_back(std::move(prepared.document));
    batch_.text_bytes += prepared.text_bytes;
    batch_.room.join(std::move(room));
    if (batch_.records.size() < kBatchRecords && batch_.text_bytes < kBatchBytes) return !failed_;
    full = std::exchange(batch_, {});
  }
  return push(std::move(full));
}

bool Loader::hand_over_batch() {
  Batch begun;
  {
    const std::lock_guard lock(mutex_);
    if (batch_.records.empty()) return !failed_;
    begun = std::exchange(batch_, {});
  }
  return push(std::move(begun));
}

bool Loader::add_late(const Record& record) {
  if (auto put = late_->put(record); !put) {
    fail_with(put.error());
    return false;
  }
  ledger_.postpone(record.number);
  return !failed_;
}

void Loader::run() {
  while (auto job = jobs_.pop()) {
    Segment* segment = std::get_if<Segment>(&*job);
    auto done = segment ? attach_segment(*segment) : write_batch(std::get<Batch>(*job));
    if (done) done = write_late(Late::some);
    if (done && segment) merge(store::plan_merge);
    if (!done) return fail_with(done.error());
    ledger_.announce();
  }
}

Result<void> Loader::write_segment(Segment& segment) {
  Profile& profile = ledger_.profile();
  auto sums = [&] {
    const Profile::Within within(profile, Phase::tables);
    return segment.database->finish();
  }();
  if (!sums) return tl::unexpected<Error>(sums.error());
  profile.add(Phase::tables, segment.database->second_thread_seconds());
  segment.database.reset();
  const Profile::Within within(profile, Phase::sync);
  return store::seal(segment.path, *sums);
}

Result<void> Loader::attach_segment(Segment& segment) {
  store::Attachment attachment;
  attachment.database = segment.path;
  for (const Built& record : segment.records) attachment.ids.push_back(record.id);
  attachment.known_revision = others_write_ ? 0 : known_revision_;
  if (auto written = write_segment(segment); !written) return written;
  const Profile::Within within(ledger_.profile(), Phase::attaching);
  auto attached = store::attach(archive_, attachment, kWaitSeconds);
  if (!attached) return tl::unexpected<Error>(attached.error());
  others_write_ |= attached->others_wrote;
  known_revision_ = attached->revision;
  attached_ += segment.records.size();
  for (const Built& record : segment.records) ledger_.settle(record.number, Fate::added);
  if (attached->replaced > 0) ledger_.recount_as_replaced(attached->replaced);
  return {};
}

Result<void> Loader::write_batch(Batch& batch) {
  const Profile::Within within(ledger_.profile(), Phase::single_writer);
  auto writer = store::Writer::open(archive_, kWaitSeconds);
  if (!writer) return tl::unexpected<Error>(writer.error());
  others_write_ |= (*writer)->revision() != known_revision_;
  for (std::size_t i = 0; i < batch.records.size(); ++i) (*writer)->put(batch.records[i].id, std::move(batch.documents[i]));
  auto applied = (*writer)->commit();
  if (!applied) return tl::unexpected<Error>(applied.error());
  known_revision_ = applied->revision;
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    const Built& record = batch.records[i];
    switch (applied->outcomes[i]) {
      case store::Outcome::refused:
        ledger_.refuse(record.number, {*record.file, record.place, applied->reasons[i]});
        break;
      case store::Outcome::replaced:
        ledger_.settle(record.number, Fate::replaced);
        break;
      case store::Outcome::unchanged:
        ledger_.settle(record.number, Fate::unchanged);
        break;
      default:
        ledger_.settle(record.number, Fate::added);
        break;
    }
  }
  batch = {};
  return {};
}

// The writing thread may not wait for room: those who hold it may be waiting for this thread. What finds none is written at the end, when
// nobody builds any more.
Result<Loader::Batch> Loader::late_batch(Late how_many) {
  const Profile::Within within(ledger_.profile(), Phase::words);
  Batch batch;
  if (how_many == Late::some && !room_.try_take(kLateRoom, batch.room)) return batch;
  const std::size_t longest = how_many == Late::some ? kLateRoom / most_memory(1) : SIZE_MAX;
  for (std::size_t memory = 0; batch.records.size() < kBatchRecords && batch.text_bytes < kBatchBytes && memory < kLateRoom / 2;) {
    auto record = late_->take(ledger_.waited_for(), longest);
    if (!record) return tl::unexpected<Error>(record.error());
    if (!*record) break;
    if (!analyzer_) analyzer_ = std::make_unique<analysis::Analyzer>();
    Prepared prepared = prepare(**record, indexed_at_, *analyzer_);
    if (!prepared.refusal.empty()) {
      ledger_.refuse((*record)->number, {*(*record)->file, (*record)->place, prepared.refusal});
      continue;
    }
    memory += prepared.memory;
    batch.text_bytes += prepared.text_bytes;
    batch.documents.push_back(std::move(prepared.document));
    batch.records.push_back({(*record)->number, prepared.id, (*record)->file, (*record)->place});
  }
  return batch;
}

Result<void> Loader::write_late(Late how_many) {
  while (true) {
    auto batch = late_batch(how_many);
    if (!batch) return tl::unexpected<Error>(batch.error());
    if (batch->records.empty()) return {};
    if (auto written = write_batch(*batch); !written) return written;
  }
}

void Loader::merge(const store::MergePlan& plan) {
  const Profile::Within within(ledger_.profile(), Phase::merging);
  const double joining = glass::joining_seconds();
  auto replaced = store::merge_databases(archive_, *build_, kWaitSeconds, plan);
  ledger_.profile().add(Phase::merging, glass::joining_seconds() - joining);
  // Merging only tidies. Where it fails, for want of space say, the databases stay as they are, searched as before, and the next load tries
  // again: a load whose articles are durable has not failed.
  if (!replaced) return;
  // Those of earlier merges have had their grace long since where this one took any time; the rest goes at the end.
  replaced_databases_.insert(replaced_databases_.end(), replaced->begin(), replaced->end());
}

Result<void> Loader::finish() {
  if (segment_.database) push(std::exchange(segment_, {}));
  hand_over_batch();
  jobs_.close();
  thread_.join();
  if (failed_) return tl::unexpected<Error>(error_);
  auto done = write_late(Late::all);
  ledger_.announce();
  if (const std::uint64_t open = ledger_.unsettled(); done && open > 0) {
    return fail(Code::damaged, std::to_string(open) + " records were read and not accounted for: please report this");
  }
  if (done) merge([this](const std::vector<std::uint64_t>& articles) { return store::plan_last_merge(articles, attached_); });
  if (!replaced_databases_.empty()) {
    std::this_thread::sleep_for(std::chrono::duration<double>(store::kGraceSeconds));
    store::remove_databases(archive_, replaced_databases_);
  }
  return done;
}

}  // namespace backfile::ingest
