// A few searches that this archive answers well, for somebody who does not know it yet.
#pragma once
#include "server/search/engine.h"

namespace backfile::search {

/// Queries that find something, at most `most`: frequent tags, and telling words of headlines from the archive's beginning, its middle and
/// its end. Some quick searches. None where nothing serves.
Result<std::vector<std::string>> examples(Engine& engine, std::size_t most);

}  // namespace backfile::search
