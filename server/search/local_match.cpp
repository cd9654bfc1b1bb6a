#include "server/search/local_match.h"

#include "indexer/glass/pack.h"

namespace backfile::search {

LocalMatch::LocalMatch(std::vector<const Xapian::Database*> shards, std::shared_ptr<const Columns> columns, Reserves& reserves,
                       const Deadline& deadline)
    : shards_(std::move(shards)),
      columns_(std::move(columns)),
      reserves_(reserves),
      deadline_(deadline),
      collection_(shards_, *columns_),
      data_(shards_.size()) {}

std::string LocalMatch::data(std::size_t place, Xapian::docid article) {
  const auto& table = columns_->shards[place]->tables.data;
  if (table) {
    if (!data_[place]) data_[place] = std::make_unique<glass::TableReader>(table);
    glass::TableReader& reader = *data_[place];
    std::string key;
    glass::append_sortable(key, article);
    // What Xapian deflated it inflates again.
    if (reader.seek(key) && reader.key() == key && !reader.is_deflated()) return std::string(reader.tag());
    throw_where_it_failed(reader.result());
  }
  return shard(place).get_document(article, Xapian::DOC_ASSUME_VALID).get_data();
}

}  // namespace backfile::search
