// What has changed in the archive since a cursor, for mirrors that follow it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/errors/error.h"
#include "indexer/store/changes.h"

namespace backfile::search {

struct Changes {
  struct Entry {
    std::string_view change;  // "added", "changed", "corrected", "canceled", "deleted"
    std::string id;
    std::uint64_t revision = 0;
    article::Date time;
    std::string reason;  // of what was canceled or deleted; empty where none was given
  };
  std::vector<Entry> entries;
  std::string cursor;  // for the next request
  bool more = false;   // there is more already
  std::string index_id;
  std::uint64_t revision = 0;
};

/// URL-safe, for clients not to look into: the archive's id, and where one stands in its changes.
std::string write_cursor(const std::string& archive_id, const store::ChangesPosition& position);

/// Code::invalid (param "since") for what write_cursor does not write, or wrote for another archive.
Result<store::ChangesPosition> read_cursor(std::string_view text, const std::string& archive_id);

}  // namespace backfile::search
