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

  /// All databases of articles that anybody may see, as one: what words, suggestions, corrections and languages are read from. Valid until
  /// the next refresh(). Docids are combined ones: never store them.
  Xapian::Database& database();

  /// What searches match, always under query::restrict: database(), and the held articles as well where the embargo of one of them has
  /// passed by `now` (an instant). Other docids than database(). Throws Xapian::Error.
  Xapian::Database& matching(std::int64_t now);

  /// How many of the held articles have an embargo that has passed by `now`: with the revision, what answers depend on. Throws
  /// Xapian::Error.
  std::uint64_t embargoes_passed(std::int64_t now);

  /// Ids that a writer is just moving, of which matching() may have the held form beside the visible one: to be left out.
  const std::vector<std::string>& doubled() const;

  /// The database of held articles and tombstones; null where there is none. Never for a search.
  const Xapian::Database* held() const;

  /// The databases one by one, by name as the manifest's `all()`: their docids are those of the manifest's ranges.
  const Xapian::Database& single(const std::string& name) const;
  std::string path_of(const std::string& name) const;

  /// refresh(), then work(database()); from the start again where Xapian reports that the database changed or vanished meanwhile: an
  /// archive that is written to all the time may do that to several attempts. `work` may therefore run more than once. `work` returns a
  /// value or nothing, not a Result.
  /// latest: false where what the last refresh() saw will do, of a moment ago; what has changed since is seen where reading meets it.
  template <class Work>
  auto with(Work&& work, bool latest = true) -> Result<std::invoke_result_t<Work&, Xapian::Database&>> {
    constexpr int kMostChanged = 6, kMostDamaged = 2;  // attempts
    for (int attempt = 1;; ++attempt) {
      if (latest || attempt > 1)
        if (auto fresh = refresh(); !fresh) return tl::unexpected<Error>(fresh.error());
      auto result = guarded([&] { return work(database()); });
      if (result) return result;
      const Code code = result.error().code;
      if (attempt >= (code == Code::busy ? kMostChanged : code == Code::damaged ? kMostDamaged : 1)) return result;
      forget();
    }
  }

  const std::string& archive_id() const;
  /// Grows with every change of the archive: the highest revision of which everything, in all databases, is in this snapshot.
  std::uint64_t revision() const;
  const Manifest& manifest() const;

  /// Base language tags in the archive with their article counts, most first, in the snapshot of the last refresh(). Read once a revision;
  /// where the snapshot is gone, what was last known.
  struct LanguageCount {
    std::string language;  // base tag
    std::uint64_t articles;
  };
  const std::vector<LanguageCount>& languages();

  /// The digest of an article, visible or held, in the snapshot of the last refresh() (refreshed only where that is gone); empty for a
  /// tombstone; Code::not_found where there is nothing of that id.
  Result<std::string> find_digest(const std::string& id);

 private:
  Reader() = default;
  void forget();  // drops the handle, so that refresh() opens anew
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace backfile::store
