#include "server/search/local_match.h"

#include <algorithm>

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

std::vector<LocalMatch::StretchPlace> LocalMatch::stretches() const {
  std::vector<StretchPlace> all;
  for (std::size_t place = 0; place < shards_.size(); ++place)
    for (std::size_t number = 0; first_of_stretch(number) < columns_->shards[place]->for_scoring.size(); ++number)
      all.push_back({place, number});
  return all;
}

bool LocalMatch::may_be_shared(const Prepared& what) const {
  if (what.op == query::Expression::Op::range && what.slot != schema::kNoSlot) return false;
  const auto& shards = columns_->shards;
  return std::all_of(shards.begin(), shards.end(), [](const auto& shard) { return shard->tables.postings != nullptr; }) &&
         std::all_of(what.children.begin(), what.children.end(), [this](const Prepared& child) { return may_be_shared(child); });
}

LocalMatch::Visitor::Shard::Shard(const LocalMatch& match, std::size_t its_place, Reserves& reserves, const Deadline& deadline)
    : place(its_place),
      postings(*match.shards_[place], *match.columns_->shards[place], match.columns_->norms, reserves),
      sets(postings, deadline),
      scorer(postings, sets, reserves, deadline) {}

LocalMatch::Stretch LocalMatch::Visitor::at(const StretchPlace& where) {
  deadline_.check();
  if (!shard_ || shard_->place != where.place) shard_.emplace(match_, where.place, reserves_, deadline_);
  return {where.place, where.number, shard_->postings, shard_->sets, shard_->scorer, deadline_};
}

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
