#include "server/search/shard_postings.h"

#include <algorithm>
#include <utility>

namespace backfile::search {

ShardPostings::~ShardPostings() {
  for (Known& known : lists_)
    if (known.room) reserves_.postings.give(std::move(known.room));
}

ShardPostings::Known& ShardPostings::known(const Prepared& term) {
  if (lists_.size() <= term.number) lists_.resize(term.number + 1);
  Known& known = lists_[term.number];
  if (!known.articles) {
    known.articles = columns.postings->frequency(database, term.term).articles;
    known.may_have_list = columns.postings->may_keep(*known.articles, last());
  }
  return known;
}

// They are asked about again when their articles are scored; but none is passed over.
bool ShardPostings::is_worth_gathering(const Known& known, std::size_t of, std::size_t articles) const {
  constexpr std::size_t kMostRooms = 24;                       // terms, 16 kilobytes each
  constexpr double kLeast = kStretch / 64, kPassedOver = 256;  // postings, for each article that is asked about
  const double share = static_cast<double>(*known.articles) / static_cast<double>(columns.for_scoring.size());
  const double postings = share * static_cast<double>(of);
  return postings >= kLeast && static_cast<double>(articles) * kPassedOver >= postings && (known.room || rooms_ < kMostRooms);
}

StretchPostings ShardPostings::stretch(const Prepared& term, std::size_t stretch, std::size_t articles) {
  constexpr std::size_t kWorthwhile = kStretch / 2048;  // else not every chunk of it is read, of some hundred postings each
  constexpr std::uint64_t kShort = 2'000;  // postings, a block or two of the table: sooner read whole than looked for there again
  Known& known = this->known(term);
  if (const PostingList* const there = list(known, term, *known.articles < kShort || articles > kWorthwhile))
    return there->stretch(stretch);
  const auto first = first_of_stretch(stretch), last = std::min(this->last(), first + kStretch - 1);
  if (known.gathered != stretch) {
    if (!is_worth_gathering(known, last - first + 1, articles)) return {};
    if (!known.room) {
      known.room = reserves_.postings.take();
      ++rooms_;
    }
    known.room->clear(last - first + 1);
    known.gathered = kNone;
    // By value: a byte that is written might be any part of what is captured by reference, which would be read again each time.
    each_read(term, Within(first, last),
              [room = known.room.get(), first](std::size_t index, Xapian::termcount occurrences) { room->add(first, index, occurrences); });
    known.gathered = stretch;
  }
  return {*known.room, last - first + 1, first};
}

const PostingList* ShardPostings::list(Known& known, const Prepared& term, bool worth_reading) {
  const int asking = worth_reading ? 2 : 1;
  if (known.may_have_list && !known.list && known.asked < asking) {
    known.asked = asking;
    known.list = columns.postings->of(term.term, last(), worth_reading, [&] {
      PostingList::Making making;
      each_read(term, Within(1, last()),
                [&](std::size_t index, Xapian::termcount occurrences) { making.add(static_cast<Xapian::docid>(index) + 1, occurrences); });
      return PostingList(std::move(making));
    });
  }
  return known.list.get();
}

glass::PostingReader& ShardPostings::reader_of(const Prepared& term) {
  constexpr std::size_t kMostReaders = 64;  // some ten kilobytes each
  Known& known = this->known(term);
  if (known.reader) return *known.reader;
  auto& reader = readers_ < kMostReaders ? known.reader : reader_;
  if (&reader == &known.reader) ++readers_;
  if (!reader) reader = std::make_unique<glass::PostingReader>(columns.tables.postings);
  return *reader;
}

}  // namespace backfile::search
