#include "indexer/ingest/keeping.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_set>

#include "indexer/source/listing.h"
#include "indexer/store/archive.h"

namespace backfile::ingest {
namespace {

constexpr double kWaitSeconds = 60;  // for another process that writes
constexpr double kPatienceSeconds = 1;
// A batch's articles are recorded when all of it is in the archive: what a kill interrupts is read again.
constexpr std::size_t kBatchFiles = 2'000;
constexpr std::uint64_t kBatchBytes = 256u << 20;

/// What one file of a batch turned out to hold.
struct FileResult {
  std::vector<std::string> ids;  // sorted and each once only after the run
  bool refused_any = false;
};
using FileResults = std::map<std::string, FileResult>;

/// The file of a report's name or an entry's path, which go on with "!ENTRY" for what lies in a container.
FileResult* file_of(FileResults& files, std::string name) {
  for (;;) {
    if (const auto file = files.find(name); file != files.end()) return &file->second;
    const std::size_t mark = name.rfind('!');
    if (mark == std::string::npos) return nullptr;
    name.resize(mark);
  }
}

/// Passes everything on, and notes which files had something refused.
class NotingProgress : public Progress {
 public:
  NotingProgress(Progress& inner, FileResults& files) : inner_(inner), files_(files) {}
  void tick(const Report& so_far, double share) override { inner_.tick(so_far, share); }
  void committed(std::uint64_t records) override { inner_.committed(records); }
  void refused(const Refusal& refusal) override {
    refused_.push_back(refusal.file);
    inner_.refused(refusal);
  }
  void warned(const Refusal& what) override { inner_.warned(what); }
  void passed_over(const Refusal& what) override { inner_.passed_over(what); }
  /// After the run: while it lasts, the reading thread has the results.
  void note() {
    for (const std::string& name : refused_) {
      if (FileResult* file = file_of(files_, name)) file->refused_any = true;
    }
  }

 private:
  Progress& inner_;
  FileResults& files_;
  std::vector<std::string> refused_;
};

void sort_once(std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

Result<Keeping> Keeping::open(KeepingOptions options) {
  for (const std::string& folder : options.folders) {
    const std::string archive = source::whole_path(options.add.archive);
    if (source::lies_in(folder, archive))
      return fail(Code::refused, folder + " lies in the archive " + archive + ": give the folder with the material", "paths");
  }
  if (auto created = store::create_archive(options.add.archive, kWaitSeconds); !created) return tl::unexpected<Error>(created.error());
  Keeping keeping(std::move(options));
  auto provenance = Provenance::open(keeping.options_.add.archive);
  if (!provenance) return tl::unexpected<Error>(provenance.error());
  keeping.provenance_ = std::move(*provenance);
  return keeping;
}

Due Keeping::look_everywhere(std::vector<std::string>& troubles) {
  Due due;
  std::size_t known_files = 0;
  const std::string archive = source::whole_path(options_.add.archive);
  for (const std::string& folder : options_.folders) {
    std::vector<std::string> unreadable;
    auto listed = source::files_below(folder, archive, unreadable);
    if (!listed) {
      troubles.push_back(listed.error().message);
      continue;
    }
    std::unordered_set<std::string> there;
    for (const source::ListedFile& file : *listed) {
      const source::FileStamp* known = provenance_->stamp_of(file.path);
      if (!known || *known != file.stamp) due.changed.insert(file.path);
      there.insert(file.path);
    }
    for (const std::string& below : unreadable) troubles.push_back(below + " cannot be read: what was indexed of it stays");
    for (const std::string& path : provenance_->files_in(folder)) {
      ++known_files;
      const auto holds = [&](const std::string& closed) { return source::lies_in(path, closed); };
      if (!there.contains(path) && std::none_of(unreadable.begin(), unreadable.end(), holds)) due.gone.insert(path);
    }
  }
  if (!options_.delete_missing) due.gone.clear();
  if (2 * due.gone.size() > known_files && !options_.delete_more_than_half) {
    troubles.push_back(
        std::to_string(due.gone.size()) + " of " + std::to_string(known_files) +
        " files are gone, more than half: nothing is withdrawn (is everything mounted?); --delete-more-than-half withdraws all the same");
    due.gone.clear();
  }
  return due;
}

bool Keeping::root_is_there(const std::string& path) const {
  return std::any_of(options_.folders.begin(), options_.folders.end(), [&](const std::string& folder) {
    std::error_code trouble;
    return source::lies_in(path, folder) && std::filesystem::is_directory(folder, trouble);
  });
}

void Keeping::add_changed_below(const std::string& folder, Due& due) const {
  std::vector<std::string> unreadable;
  const auto listed = source::files_below(folder, source::whole_path(options_.add.archive), unreadable);
  if (!listed) return;  // the next rescan says so, if that has not passed by then
  for (const source::ListedFile& file : *listed) {
    const source::FileStamp* known = provenance_->stamp_of(file.path);
    if (!known || *known != file.stamp) due.changed.insert(file.path);
  }
}

Due Keeping::look_at(const std::set<std::string>& paths) {
  Due due;
  for (const std::string& path : paths) {
    if (source::stamp_of(path)) {
      due.changed.insert(path);
      continue;
    }
    std::error_code trouble;
    if (std::filesystem::symlink_status(path, trouble).type() == std::filesystem::file_type::directory) {
      add_changed_below(path, due);
      continue;
    }
    if (!options_.delete_missing || !root_is_there(path)) continue;
    for (const std::string& file : provenance_->files_in(path)) {
      const auto stamp = source::stamp_of(file);
      if (!stamp && stamp.error().code == Code::not_found) due.gone.insert(file);
    }
  }
  return due;
}

Result<KeepingReport> Keeping::take_batch(Due& due, Progress& progress) {
  std::vector<std::string> paths;
  std::vector<FileChange> changes;
  FileResults files;
  std::uint64_t bytes = 0;
  for (const std::string& path : due.changed) {
    if (paths.size() == kBatchFiles || bytes > kBatchBytes) break;
    const auto stamp = source::stamp_of(path);  // before it is read: a change in between is noticed again
    paths.push_back(path);
    if (!stamp) continue;
    bytes += stamp->size;
    changes.push_back({path, *stamp, {}});
    files[path];
  }
  KeepingReport report;
  report.files = paths.size();
  AddOptions add = options_.add;
  add.on_article = [&files](const std::string& path, const std::string& id) {
    if (FileResult* file = file_of(files, path)) file->ids.push_back(id);
  };
  if (!files.empty()) {
    std::vector<std::string> arguments;
    for (const auto& [path, result] : files) arguments.push_back(path);
    // While another process writes we wait here, not in the midst of the work, so that we can be told to stop.
    if (auto free = store::begin_writing(options_.add.archive, kPatienceSeconds); !free) return tl::unexpected<Error>(free.error());
    NotingProgress noting(progress, files);
    auto added = ingest::add(arguments, add, noting);
    if (!added) return tl::unexpected<Error>(added.error());
    report.added = std::move(*added);
    if (report.added.stopped) return report;
    noting.note();
  }
  for (FileChange& change : changes) {
    FileResult& file = files[change.path];
    change.ids = std::move(file.ids);
    // A record that cannot be read today was perhaps read yesterday: its article stays.
    if (file.refused_any || !options_.delete_missing) {
      auto old = provenance_->ids_of(change.path);
      if (!old) return tl::unexpected<Error>(old.error());
      change.ids.insert(change.ids.end(), old->begin(), old->end());
    }
    sort_once(change.ids);
  }
  const bool last = paths.size() == due.changed.size();
  if (last) {
    for (const std::string& path : due.gone) changes.push_back({path, std::nullopt, {}});
    report.files += due.gone.size();
  }
  if (auto recorded = record(changes, report); !recorded) return tl::unexpected<Error>(recorded.error());
  for (const std::string& path : paths) due.changed.erase(path);
  if (last) due.gone.clear();
  return report;
}

// First the archive, then the journal: what a kill leaves undone between the two is done again.
Result<void> Keeping::record(const std::vector<FileChange>& changes, KeepingReport& report) {
  if (options_.delete_missing) {
    auto orphans = provenance_->orphans_of(changes);
    if (!orphans) return tl::unexpected<Error>(orphans.error());
    if (!orphans->empty()) {
      auto removed = ingest::remove(options_.add.archive, *orphans);
      if (!removed) return tl::unexpected<Error>(removed.error());
      report.withdrawn = removed->deleted;
    }
  }
  return provenance_->record(changes);
}

}  // namespace backfile::ingest
