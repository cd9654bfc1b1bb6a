// An archive's dictionary, read beside the searches: each reads a little more of it, so that none waits for all.
#pragma once
#include <xapian.h>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "server/search/dictionary.h"

namespace backfile::search {

/// Shared by all engines of a pool: any thread may call any member.
class DictionaryStore {
 public:
  /// most: words, of which the most frequent are known.
  explicit DictionaryStore(std::size_t most = 400'000) : most_(most) {}

  struct Known {
    std::shared_ptr<const Dictionary> dictionary;  // null: nothing is known yet
    bool present = false;                          // whether it is of the archive as it is now; else it may be minutes old
  };
  /// Goes on reading, where no other thread does: half a millisecond or so. state: of the archive in this database, such as its id and
  /// revision. Where it has changed, all is read anew, an archive of many words only once a hundred times as long has gone by as that
  /// takes. Throws Xapian's errors, and may then be called again.
  Known of(const Xapian::Database& database, const std::string& state);

 private:
  using Clock = std::chrono::steady_clock;
  bool due(const std::string& state) const;
  /// One step; true after the last.
  bool read(const Xapian::Database& database);

  const std::size_t most_;
  std::mutex reading_;  // held by the one thread that reads, over what follows
  std::shared_ptr<Dictionary> unfinished_;
  std::string next_;         // word to go on with
  bool all_read_ = false;    // and now put in order
  std::string begun_;        // state
  bool changed_ = false;     // since it was begun
  Clock::duration taken_{};  // by the steps
  unsigned steps_ = 0;

  mutable std::mutex mutex_;  // over what follows
  std::shared_ptr<const Dictionary> dictionary_;
  std::string state_;               // that it is of; empty: of several, one after the other
  Clock::time_point not_before_{};  // it is read anew
};

}  // namespace backfile::search
