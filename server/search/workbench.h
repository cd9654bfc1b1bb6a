// What one thread needs to take part in searches, and keeps from search to search.
#pragma once
#include "indexer/analysis/analyzer.h"
#include "server/search/highlight.h"
#include "server/search/reserves.h"
#include "server/search/stages.h"

namespace backfile::search {

/// For one thread at a time.
struct Workbench {
  static constexpr std::size_t kWordBytes = 2u << 20;  // searches look at those words alone that they may want

  analysis::Analyzer analyzer{kWordBytes};
  Highlighter highlighter{analyzer};
  Reserves reserves;
  Stages stages;  // of the search that runs; a helper's are nobody's: a search's stages are those of its own thread
};

}  // namespace backfile::search
