// What the threads of a run share.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>

#include "indexer/ingest/holding.h"
#include "indexer/ingest/ledger.h"
#include "indexer/ingest/loader.h"
#include "indexer/ingest/queue.h"
#include "indexer/ingest/record.h"
#include "indexer/ingest/room.h"

namespace backfile::ingest {

struct Shared {
  std::string archive;
  std::int64_t indexed_at = 0;
  Queue<Record>& records;
  Holding& holding;
  Ledger& ledger;
  Loader& loader;
  Room& room;
  std::atomic<unsigned>& archive_changes;  // grows when readers must see the newest archive (see Claims::forget)
};

}  // namespace backfile::ingest
