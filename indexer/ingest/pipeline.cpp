#include "indexer/ingest/pipeline.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "indexer/ingest/builder.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/loader.h"
#include "indexer/ingest/reading.h"
#include "indexer/store/archive.h"
#include "indexer/store/open_files.h"
#include "indexer/store/reader.h"
#include "indexer/store/writer.h"
#include "indexer/text/charset.h"

namespace backfile::ingest {
namespace {

constexpr double kWaitSeconds = 60;             // for another process that writes
constexpr std::size_t kQueueBytes = 16u << 20;  // of records between the reading thread and the builders
// Of documents while they are built and written, whatever the number of threads. With what the longest record takes while it is read, the
// queue, the analyzers' caches and the segments (see loader.cpp) a run stays below 512 MB (measured).
constexpr std::size_t kRoomBytes = 180u << 20;
constexpr std::size_t kRemovalBatch = 1'000;

unsigned threads_for(unsigned jobs) { return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

Result<Report> add(const std::vector<std::string>& arguments, const AddOptions& options, Progress& progress) {
  store::allow_many_open_files();
  if (auto created = store::create_archive(options.archive, kWaitSeconds); !created) return tl::unexpected<Error>(created.error());
  auto seen = store::Reader::open(options.archive);
  if (!seen) return tl::unexpected<Error>(seen.error());
  Ledger ledger(progress, options.profile);
  Room room(kRoomBytes);
  const std::int64_t indexed_at = article::now_instant();
  auto loader = Loader::start(options.archive, ledger, room, indexed_at, (*seen)->revision());
  if (!loader) return tl::unexpected<Error>(loader.error());

  const unsigned threads = threads_for(options.jobs);
  Queue<Record> records(kQueueBytes);
  Holding holding;
  std::atomic<unsigned> archive_changes = 0;
  const Shared shared{options.archive, indexed_at, records, holding, ledger, **loader, room, archive_changes};
  std::vector<std::thread> builders;
  for (unsigned i = 0; i < threads; ++i) {
    builders.emplace_back([&shared] { Builder(shared).run(); });
  }
  Reading(options, shared).run(arguments);
  records.close();
  for (std::thread& builder : builders) builder.join();

  if (std::vector<Record> few = holding.rest(); !few.empty()) {
    Builder last(shared);
    for (Record& record : few) {
      if (!last.write_singly(std::move(record))) break;
    }
  }
  if (auto finished = (*loader)->finish(); !finished) return tl::unexpected<Error>(finished.error());
  return ledger.report();
}

Result<RemoveReport> remove(const std::string& archive, const std::vector<std::string>& ids, const RemoveOptions& options) {
  const std::string reason = text::one_line(text::clean(options.reason));
  if (reason.size() > kMaxReasonBytes)
    return fail(Code::invalid, "the reason is longer than " + std::to_string(kMaxReasonBytes) + " bytes", "reason");
  auto writer = store::Writer::open(archive, kWaitSeconds);
  if (!writer) return tl::unexpected<Error>(writer.error());
  RemoveReport report;
  for (std::size_t begin = 0; begin < ids.size(); begin += kRemovalBatch) {
    const std::size_t end = std::min(ids.size(), begin + kRemovalBatch);
    for (std::size_t i = begin; i < end; ++i) (*writer)->remove(ids[i], reason);
    auto applied = (*writer)->commit();
    if (!applied) return tl::unexpected<Error>(applied.error());
    for (std::size_t i = begin; i < end; ++i) {
      const store::Outcome outcome = applied->outcomes[i - begin];
      if (outcome == store::Outcome::deleted)
        ++report.deleted;
      else
        (outcome == store::Outcome::gone ? report.gone : report.unknown).push_back(ids[i]);
    }
  }
  writer->reset();
  if (!options.purge) return report;
  auto purged = store::purge_deleted(archive, kWaitSeconds);
  if (!purged) return tl::unexpected<Error>(purged.error());
  report.purged = std::move(*purged);
  return report;
}

}  // namespace backfile::ingest
