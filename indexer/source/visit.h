// One file to its entries: looks at the bytes, unpacks what is packed, layer by layer, and hands out what is plain.
#pragma once
#include <string>

#include "indexer/source/file_stream.h"
#include "indexer/source/source.h"

namespace backfile::source {

/// What stays the same for a whole walk.
struct Visit {
  const Limits& limits;
  const OnEntry& on_entry;
  const OnRefusal& on_refusal;
};

/// path, name: as in Entry. False where on_entry asked to end the walk.
bool visit_file(const Visit& visit, FileStream& file, const std::string& path, const std::string& name);

}  // namespace backfile::source
