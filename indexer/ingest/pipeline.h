// The indexer's main job: arguments -> entries -> articles -> documents -> archive, in bounded memory, with a report.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/ingest/profile.h"
#include "indexer/ingest/reasons.h"
#include "indexer/readers/reader.h"
#include "indexer/source/source.h"
#include "indexer/store/purge.h"

namespace backfile::ingest {

struct AddOptions {
  std::string archive;
  unsigned jobs = 0;     // building threads; 0: one a core
  bool profile = false;  // fills Report::profile
  readers::Options readers;
  const readers::Format* format = nullptr;  // forced, or null: recognised by content
  source::Limits limits;
  /// Called by the reading thread for every article: Entry::path and the archive's id. Empty: not called.
  std::function<void(const std::string& path, const std::string& id)> on_article;
  /// Where it becomes true, nothing more is read, and what was read becomes durable. Null: never.
  const std::atomic<bool>* stop = nullptr;
};

/// What is said of a record or a file: a refusal, a warning, or that it was passed over.
struct Refusal {
  std::string file;          // Entry::name
  std::uint64_t record = 0;  // 0: the whole file
  std::string reason;
};

/// read == added + replaced + unchanged + refused articles; a refused file that gave no record counts once in read and refused.
struct Report {
  std::uint64_t read = 0, added = 0, replaced = 0, unchanged = 0, refused = 0, passed_over = 0, warnings = 0;
  double seconds = 0;
  bool stopped = false;                          // by AddOptions::stop, before everything was read
  std::vector<Refusal> first_refusals;           // the first 20
  std::vector<ReasonCount> passed_over_reasons;  // the most frequent first; what is rare or came late is under "other reasons"
  std::vector<PhaseTime> profile;                // where AddOptions::profile asked for it
};

/// Called from the pipeline's threads, never two calls at once. Must not block for long.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void tick(const Report& so_far, double share_of_bytes) = 0;  // several times a second; share 0..1, negative where unknown
  /// The first `records` records of this run (those counted in Report::read, in the order of the input) are settled for good: durable in
  /// the archive, or unchanged, or refused. Called after each durable commit that moves the number on; the last call equals Report::read.
  virtual void committed(std::uint64_t records) = 0;
  virtual void refused(const Refusal& refusal) = 0;   // every one
  virtual void warned(const Refusal& what) = 0;       // of a record that was read all the same; every one
  virtual void passed_over(const Refusal& what) = 0;  // readable, but no article; every one
};

/// Adds everything the arguments name. Creates the archive where there is none. New articles go through the bulk path where there are many
/// of them, replacements and small additions through the single writer. Fails only where the archive itself cannot be written; a bad record
/// never does.
Result<Report> add(const std::vector<std::string>& arguments, const AddOptions& options, Progress& progress);

struct RemoveOptions {
  std::string reason;  // told to whoever asks for one of the ids later; valid UTF-8, at most kMaxReasonBytes; may be empty
  bool purge = false;  // from the disk as well (store/purge.h); ids that were deleted before are purged too
};
inline constexpr std::size_t kMaxReasonBytes = 1'000;

struct RemoveReport {
  std::uint64_t deleted = 0;
  std::vector<std::string> gone;     // ids that were deleted before
  std::vector<std::string> unknown;  // ids that the archive does not have
  std::optional<store::Purged> purged;
};
/// Code::invalid for a reason that is too long.
Result<RemoveReport> remove(const std::string& archive, const std::vector<std::string>& ids, const RemoveOptions& options = {});

}  // namespace backfile::ingest
