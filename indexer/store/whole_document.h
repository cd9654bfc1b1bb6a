// A document out of one database, to be written into another.
#pragma once
#include <xapian.h>
#include <optional>
#include <string>

#include "indexer/glass/position_reader.h"

namespace backfile::store {

/// For one database, as long as nobody else writes to it.
class WholeDocuments {
 public:
  /// path: the database's directory.
  WholeDocuments(const Xapian::Database& database, const std::string& path);

  /// What was added once, also the positions that Xapian does not find (glass/position_chunks.h). Throws Xapian::Error.
  Xapian::Document get(Xapian::docid document);

 private:
  const Xapian::Database database_;
  std::optional<glass::PositionReader> positions_;  // none: in another format, which has no chunks
};

}  // namespace backfile::store
