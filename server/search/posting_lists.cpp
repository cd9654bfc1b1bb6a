#include "server/search/posting_lists.h"

#include <algorithm>
#include <utility>

#include "indexer/glass/posting_reader.h"
#include "server/search/shard_tables.h"

namespace backfile::search {
namespace {

constexpr std::uint64_t kShortest = 16;         // documents that a term stands in at least, to be kept; with 2 nothing more is gained
constexpr std::size_t kMostTerms = 20'000;      // whose uses are remembered
constexpr std::size_t kMostOfBudget = 4;        // one list takes a quarter at most
constexpr std::uint32_t kTimesUsed = 2;         // what makes room for a list is used less than half as often
constexpr std::size_t kMostLooked = 512;        // of the lists that could make room: half a microsecond, while others wait
constexpr std::uint32_t kUsesToHalve = 10'000;  // of a thousand searches: what others ask for takes its place the sooner
}  // namespace

void PostingList::Making::end_stretch() {
  const auto first = first_of_stretch(stretches_.size());
  stretches_.push_back({static_cast<std::uint32_t>(data_.size()), static_cast<std::uint32_t>(postings_.size())});
  stretches_.back().kind = postings_.move_to(first, data_, many_);
}

PostingList::PostingList(Making making) {
  making.end_stretch();
  stretches_ = std::move(making.stretches_);
  stretches_.shrink_to_fit();
  data_.assign(making.data_.begin(), making.data_.end());
  many_ = std::move(making.many_);
}

std::size_t PostingList::bytes() const {
  return data_.capacity() * sizeof(std::uint16_t) + stretches_.capacity() * sizeof(Stretch) + many_.capacity() * sizeof(ManyOccurrences) +
         sizeof *this;
}

std::size_t PostingList::likely_bytes(std::uint64_t postings, Xapian::docid last) {
  const std::size_t stretches = stretch_of(last) + 1, each = postings / stretches;
  return stretches * (StretchPostings::bytes_of(each, StretchPostings::Times::halves) + sizeof(Stretch)) + sizeof(PostingList);
}

PostingLists::Entries::iterator PostingLists::enter(const std::string& term, Frequency frequency) {
  entries_.push_front({term, frequency});
  by_term_.emplace(entries_.front().term, entries_.begin());
  if (entries_.size() > kMostTerms) {
    by_term_.erase(entries_.back().term);
    entries_.pop_back();
  }
  return entries_.begin();
}

PostingLists::Frequency PostingLists::frequency(const Xapian::Database& database, const std::string& term) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_term_.find(term);
    if (known != by_term_.end()) {
      if (!known->second->list) entries_.splice(entries_.begin(), entries_, known->second);
      return known->second->frequency;
    }
  }
  const Frequency frequency = look_up(database, term);
  const std::lock_guard lock(mutex_);
  if (!by_term_.contains(term)) enter(term, frequency);
  return frequency;
}

PostingLists::Frequency PostingLists::look_up(const Xapian::Database& database, const std::string& term) const {
  if (table_) {
    glass::PostingReader reader(table_);
    const auto totals = reader.totals(term);
    throw_where_it_failed(reader.result());
    return {totals.documents, totals.occurrences};
  }
  Frequency frequency{database.get_termfreq(term), 0};
  if (frequency.articles > 0) frequency.occurrences = database.get_collection_freq(term);
  return frequency;
}

void PostingLists::keep(Entries::iterator entry, std::shared_ptr<const PostingList> list) {
  kept_.push_back({entry->uses, entry});
  entry->place = kept_.size() - 1;
  entry->list = std::move(list);
  with_lists_.splice(with_lists_.end(), entries_, entry);
}

void PostingLists::drop(Entries::iterator entry) {
  const std::size_t place = entry->place;
  entry->uses = kept_[place].uses;
  kept_[place] = kept_.back();
  kept_[place].entry->place = place;
  kept_.pop_back();
  entry->list = nullptr;
  entries_.splice(entries_.begin(), with_lists_, entry);
}

// Only what is used much less makes room: terms that are asked for in turn would else drive each other out, and be read each time. And only
// what no search holds: that would be no room yet. Lists of other databases may take what is given back, or give back more, at any moment.
bool PostingLists::make_room(std::size_t bytes, std::uint32_t uses) {
  const auto is_room = [&](std::size_t more) { return budget_->used() + bytes <= budget_->most + more; };
  std::vector<Entries::iterator> may_go;
  std::size_t found = 0;
  for (std::size_t left = std::min(kMostLooked, kept_.size()); left > 0 && !is_room(found); --left, ++looked_at_) {
    if (looked_at_ >= kept_.size()) looked_at_ = 0;
    const auto& [used, entry] = kept_[looked_at_];
    if (used * kTimesUsed >= uses || entry->list.use_count() > 1) continue;
    found += entry->list->bytes();
    may_go.push_back(entry);
  }
  if (!is_room(found)) return false;
  for (auto entry = may_go.begin(); entry != may_go.end() && !is_room(0); ++entry) drop(*entry);
  return is_room(0);
}

// Of long ago counts for less, so that nothing stays for ever.
void PostingLists::count_use(Entry& entry) {
  ++(entry.list ? kept_[entry.place].uses : entry.uses);
  if (++uses_ < kUsesToHalve) return;
  uses_ = 0;
  for (Entry& one : entries_) one.uses /= 2;
  for (Kept& one : kept_) one.uses /= 2;
}

bool PostingLists::may_keep(std::uint64_t articles, Xapian::docid last) const {
  return articles >= kShortest && PostingList::likely_bytes(articles, last) <= budget_->most / kMostOfBudget;
}

std::shared_ptr<const PostingList> PostingLists::of(const std::string& term, Xapian::docid last, bool worth_reading, const Read& read) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_term_.find(term);
    if (known == by_term_.end()) return nullptr;
    Entry& entry = *known->second;
    const auto articles = entry.frequency.articles;
    if (!may_keep(articles, last)) return nullptr;
    count_use(entry);
    if (entry.list) return entry.list;
    if (!worth_reading || entry.uses < 2 || !make_room(PostingList::likely_bytes(articles, last), entry.uses)) return nullptr;
  }
  auto made = std::make_unique<const PostingList>(read());
  const std::size_t bytes = made->bytes();
  const std::lock_guard lock(mutex_);
  const auto known = by_term_.find(term);
  if (known == by_term_.end() || known->second->list || !budget_->take(bytes)) return made;
  // Searches may hold it for longer than it is kept here: what it takes is given back by the last of them.
  std::shared_ptr<const PostingList> list(made.release(), [budget = budget_, bytes](const PostingList* one) {
    delete one;
    budget->give(bytes);
  });
  keep(known->second, list);
  return list;
}

}  // namespace backfile::search
