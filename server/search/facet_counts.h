// How often each content of a facet's slot, or each year, stands in the articles of a match.
#pragma once
#include <xapian.h>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/query/facets.h"
#include "server/search/columns.h"

namespace backfile::search {

class FacetCounts {
 public:
  virtual ~FacetCounts() = default;

  /// Each content of the slot, several values in one (schema/values.h), or each year in four digits ("0843"), that an article of the match
  /// has. The same one may come more than once.
  virtual void each(const std::function<void(const std::string& content, std::uint64_t count)>& tell) const = 0;
};

/// From value slots, while one match of Xapian's runs.
class SlotCounts : public FacetCounts {
 public:
  virtual Xapian::MatchSpy& spy() = 0;
};
std::unique_ptr<SlotCounts> count_in_slots(const query::FacetInfo& facet);

/// From columns.
class ColumnCounts : public FacetCounts {
 public:
  /// Articles of a database, by its place in Columns::shards.
  virtual void add(std::size_t shard, std::span<const Xapian::docid> articles) = 0;
};
/// columns must outlive the counts.
std::unique_ptr<ColumnCounts> count_in_columns(const query::FacetInfo& facet, const Columns& columns);

}  // namespace backfile::search
