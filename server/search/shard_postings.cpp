#include "server/search/shard_postings.h"

namespace backfile::search {

const PostingList* ShardPostings::list(const std::string& term, bool through) {
  Known& known = lists_[term];
  const int asking = through ? 2 : 1;
  if (!known.list && known.asked < asking) {
    known.asked = asking;
    known.list = columns.postings->of(database, term, through, [&] {
      PostingList whole(last());
      each_read(term, Within(1, last()),
                [&](std::size_t index, Xapian::termcount occurrences) { whole.add(static_cast<Xapian::docid>(index) + 1, occurrences); });
      return whole;
    });
  }
  return known.list.get();
}

glass::PostingReader& ShardPostings::reader_of(const std::string& term) {
  constexpr std::size_t kMostReaders = 64;  // some ten kilobytes each
  Known& known = lists_[term];
  if (known.reader) return *known.reader;
  auto& reader = readers_ < kMostReaders ? known.reader : reader_;
  if (&reader == &known.reader) ++readers_;
  if (!reader) reader = std::make_unique<glass::PostingReader>(columns.tables.postings);
  return *reader;
}

void ShardPostings::positions(const std::string& term, Xapian::docid article, std::vector<Xapian::termpos>& positions) {
  if (position_table_) {
    position_table_->read(term, article, positions);
    return throw_where_it_failed(position_table_->result());
  }
  positions.assign(database.positionlist_begin(article, term), database.positionlist_end(article, term));
}

}  // namespace backfile::search
