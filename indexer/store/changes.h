// What has happened to an archive's articles since a moment, for mirrors that follow it: each article once, in its latest state, by the
// archive's revision that wrote it. An embargoed one comes when its embargo ends, in a second sequence by that moment, since no revision
// tells of it. One that was withdrawn is told as deleted to whoever may have seen it; one that nobody could see is not told at all.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/reader.h"

namespace backfile::store {

/// Up to where one has been told. A round tells everything up to the archive's state, by revision and then by moment; where it takes
/// several pages, all of them go by the time at which it began.
struct ChangesPosition {
  std::uint64_t revision = 0;  // told of up to this one ...
  std::int64_t moment = 0;     // ... and of embargoes that ended up to this instant
  struct Round {
    bool by_moment = false;      // in the second sequence
    std::uint64_t revision = 0;  // in the first: of the last that was told; in the second: up to which the first went
    std::int64_t moment = 0;     // in the second: of the last that was told
    std::string id{};            // of the last that was told
    std::int64_t began = 0;      // an instant
    bool operator==(const Round&) const = default;
  };
  std::optional<Round> round{};
  bool operator==(const ChangesPosition&) const = default;
};

struct Change {
  /// added and changed both mean that the article is to be fetched: a mirror may have missed the first form. corrected: it bears
  /// corrections.
  enum class Kind { added, changed, corrected, canceled, deleted };
  Kind kind = Kind::added;
  std::string id;
  std::uint64_t revision = 0;
  std::int64_t time = 0;  // instant at which it came, or its embargo ended
  std::string reason;     // of what was deleted or canceled; may be empty
};

struct ChangesPage {
  std::vector<Change> changes;
  ChangesPosition next;
  bool more = false;  // there is more already
};

/// At most `limit`. Memory goes by that alone; time by it and by the largest bulk load's segment. For use inside Reader::with, after a
/// refresh() before it that gave `complete`, the revision up to which is told. now: instant. Throws Xapian::Error.
ChangesPage changes(const Reader& reader, const ChangesPosition& from, std::size_t limit, std::uint64_t complete, std::int64_t now);

}  // namespace backfile::store
