// Positions of words in the articles of one database: from its table, else, where that is not ours to read, from Xapian.
#pragma once
#include <xapian.h>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/glass/position_reader.h"

namespace backfile::search {

inline constexpr Xapian::termpos kAllPositions = std::numeric_limits<Xapian::termpos>::max();

/// One thread at a time. Terms have no NUL in them.
class ShardPositions {
 public:
  /// database must outlive it. table: ShardTables::positions of it; null: none.
  ShardPositions(const Xapian::Database& database, const std::shared_ptr<const glass::TableFile>& table);

  /// Ascending; of those beyond `most`, and of those beside which something else stands, some may be left out. Only of a term that the
  /// article has. Throws Xapian::Error.
  void read(const std::string& term, Xapian::docid article, std::vector<Xapian::termpos>& positions, Xapian::termpos most = kAllPositions,
            glass::Neighbours beside = {});

 private:
  const Xapian::Database& database_;
  std::optional<glass::PositionReader> table_;
};

}  // namespace backfile::search
