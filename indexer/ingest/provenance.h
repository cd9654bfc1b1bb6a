// Which file gave which articles: a journal beside the manifest, kept by `watch`, so that what leaves a file can leave the archive.
#pragma once
#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/source/listing.h"
#include "indexer/store/lock.h"

namespace backfile::ingest {

/// What a file is from now on: its stamp and the ids of its articles; without a stamp the file is forgotten.
struct FileChange {
  std::string path;
  std::optional<source::FileStamp> stamp;
  std::vector<std::string> ids;
};

/// One process at a time. About 100 bytes of memory a file and 40 an article: ids themselves stay on disk. Not thread-safe.
///
/// The journal is a file of lines, of which the last of each path counts: PATH TAB SIZE TAB CTIME TAB INODE TAB ID SPACE ID …, or PATH TAB
/// -. A line that was cut off by a crash is left out: its file is then read again.
class Provenance {
 public:
  /// The archive must be there. Code::locked where another process watches for this archive.
  static Result<std::unique_ptr<Provenance>> open(const std::string& archive);

  /// Null where the file is not known.
  const source::FileStamp* stamp_of(const std::string& path) const;

  /// The ids that were last recorded for the file.
  Result<std::vector<std::string>> ids_of(const std::string& path);

  /// Every known file that is `path` or lies below it.
  std::vector<std::string> files_in(const std::string& path) const;

  /// The ids that files give now and that no file would give any more after these changes.
  Result<std::vector<std::string>> orphans_of(const std::vector<FileChange>& changes);

  /// Records the changes, durably. To be called once the archive holds what they say, for what is not recorded is done again.
  Result<void> record(const std::vector<FileChange>& changes);

 private:
  struct Known {
    source::FileStamp stamp;
    std::uint64_t ids_at = 0;  // offset in the journal
  };
  Provenance(std::string path, store::Lock lock) : path_(std::move(path)), lock_(std::move(lock)) {}
  Result<void> load();
  Result<void> rewrite();
  bool take_line(const std::string& line, std::uint64_t at);
  void count(const std::vector<std::string>& ids, int by);

  std::string path_;
  store::Lock lock_;
  std::fstream file_;
  std::uint64_t end_ = 0, lines_ = 0;
  std::map<std::string, Known> files_;
  std::unordered_map<std::uint64_t, std::uint32_t> files_of_id_;  // by a hash of the id: two that share one keep each other in the archive
};

}  // namespace backfile::ingest
