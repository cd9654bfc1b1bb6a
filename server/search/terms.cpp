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
  if (columns_) return frequency_of(term, shards_, *columns_);
  Frequency known{static_cast<double>(database.get_termfreq(term)), 0};
  if (known.articles > 0) known.occurrences = static_cast<double>(database.get_collection_freq(term));
  return known;
}

std::vector<Terms::Tables> Terms::tables() const {
  std::vector<Tables> all;
  for (std::size_t i = 0; columns_ && i < shards_.size(); ++i) {
    const ShardColumns& columns = *columns_->shards[i];
    if (!columns.tables.postings) return {};
    all.push_back({&columns.tables, static_cast<Xapian::docid>(columns.lengths.size() - 1)});
  }
  return all;
}

}  // namespace backfile::search
