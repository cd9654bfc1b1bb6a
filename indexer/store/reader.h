// The read side: a handle on the archive's databases that follows commits and replaced generations.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/store/manifest.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

/// One handle a thread: never shared. Never locks out a writer.
class Reader {
 public:
  static Result<std::unique_ptr<Reader>> open(const std::string& archive);

  /// Makes the newest committed state visible: stats the manifest, opens the named databases anew where it changed, else reopen().
  /// 17 to 97 microseconds where nothing changed (measured). Call at the start of every request.
  Result<void> refresh();

  /// All databases as one. Valid until the next refresh(). Docids are combined ones: never store them.
  Xapian::Database& database();

  /// refresh(), then work(database()); once more from the start where Xapian reports that the database changed or vanished meanwhile.
  /// `work` may therefore run twice. `work` returns a value or nothing, not a Result.
  template <class Work>
  auto with(Work&& work) -> Result<std::invoke_result_t<Work&, Xapian::Database&>> {
    for (int attempt = 0;; ++attempt) {
      if (auto fresh = refresh(); !fresh) return tl::unexpected<Error>(fresh.error());
      auto result = guarded([&] { return work(database()); });
      if (result || attempt == 1 || (result.error().code != Code::busy && result.error().code != Code::damaged)) return result;
      forget();
    }
  }

  const std::string& archive_id() const;
  /// Grows with every commit to any of the databases: the highest revision that any database's metadata or the manifest states.
  std::uint64_t revision() const;
  const Manifest& manifest() const;

  /// Base language tags in the archive with their article counts, most first, in the snapshot of the last refresh(). Read once a revision;
  /// where the snapshot is gone, what was last known.
  struct LanguageCount {
    std::string language;  // base tag
    std::uint64_t articles;
  };
  const std::vector<LanguageCount>& languages();

  /// Docid and digest of an article in the snapshot of the last refresh() (refreshed only where that is gone); Code::not_found where there
  /// is none.
  struct Found {
    Xapian::docid docid;
    std::string digest;
  };
  Result<Found> find(const std::string& id);

 private:
  Reader() = default;
  void forget();  // drops the handle, so that refresh() opens anew
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace backfile::store
