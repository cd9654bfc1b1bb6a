#include "server/search/terms.h"

namespace backfile::search {

Frequency frequency_of(const std::string& term, const std::vector<const Xapian::Database*>& shards, const Columns& columns) {
  Frequency known;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const auto [articles, occurrences] = columns.shards[i]->postings->frequency(*shards[i], term);
    known.articles += static_cast<double>(articles);
    known.occurrences += static_cast<double>(occurrences);
  }
  return known;
}

Frequency Terms::frequency(const std::string& term) const {
  if (columns_) return frequency_of(term, databases_, *columns_);
  Frequency known{static_cast<double>(database.get_termfreq(term)), 0};
  if (known.articles > 0) known.occurrences = static_cast<double>(database.get_collection_freq(term));
  return known;
}

std::vector<Terms::Shard> Terms::shards() const {
  std::vector<Shard> all;
  for (std::size_t i = 0; i < shards_.size(); ++i) {
    const auto& [shard, path] = shards_[i];
    all.push_back({shard, columns_ ? columns_->shards[i]->tables : open_tables(*shard, path, nullptr), shard->get_lastdocid()});
  }
  return all;
}

}  // namespace backfile::search
