#include "server/search/shard_positions.h"

#include "indexer/store/xapian_errors.h"

namespace backfile::search {

ShardPositions::ShardPositions(const Xapian::Database& database, const std::shared_ptr<const glass::TableFile>& table)
    : database_(database) {
  if (table) table_.emplace(table);
}

void ShardPositions::read(const std::string& term, Xapian::docid article, std::vector<Xapian::termpos>& positions, Xapian::termpos most,
                          glass::Neighbours beside) {
  if (table_) {
    table_->read(term, article, positions, most, beside);
    return store::throw_where_it_failed(table_->result());
  }
  positions.assign(database_.positionlist_begin(article, term), database_.positionlist_end(article, term));
}

}  // namespace backfile::search
