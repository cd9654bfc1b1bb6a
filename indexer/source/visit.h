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

/// A file of the walk and how it is called: path and name as in Entry, and what lies around it, with the file's place entered; may be null.
struct Visited {
  FileStream& file;
  std::string path, name;
  Neighbours* neighbours = nullptr;
};

/// False where on_entry asked to end the walk.
bool visit_file(const Visit& visit, const Visited& visited);

}  // namespace backfile::source
