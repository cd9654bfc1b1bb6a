#include "server/search/posting_lists.h"

#include <algorithm>
#include <utility>

namespace backfile::search {
namespace {

constexpr std::uint64_t kShortest = 128;    // shorter ones are read as quickly from Xapian
constexpr std::size_t kMostTerms = 20'000;  // whose uses are remembered
constexpr std::size_t kPostingBytes = 3;
constexpr std::size_t kMostOfBudget = 4;  // one list takes a quarter at most
constexpr std::size_t kMostLooked = 32;   // of the lists that could make room
constexpr std::uint32_t kUsesToHalve = 200'000;
constexpr std::uint32_t kMostOccurrences = 254;  // told apart: IneB2 has long stopped to care

}  // namespace

std::size_t bytes_of_list(const Xapian::Database& database, std::uint64_t articles) {
  return std::min<std::size_t>(articles * kPostingBytes, database.get_lastdocid());
}

PostingList::PostingList(const Xapian::Database& database, const std::string& term)
    : dense_(database.get_termfreq(term) * kPostingBytes > database.get_lastdocid()) {
  const auto articles = database.get_termfreq(term);
  counts_.reserve(dense_ ? database.get_lastdocid() : articles);
  if (dense_) counts_.resize(database.get_lastdocid());
  if (!dense_) offsets_.reserve(articles);
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    const Xapian::docid article = *posting;
    const auto count = static_cast<std::uint8_t>(std::min<std::uint32_t>(posting.get_wdf(), kMostOccurrences));
    if (dense_) {
      counts_[article - 1] = count + 1;
      continue;
    }
    while (begins_.size() <= stretch_of(article)) begins_.push_back(static_cast<std::uint32_t>(offsets_.size()));
    offsets_.push_back(static_cast<std::uint16_t>((article - 1) % kStretch));
    counts_.push_back(count);
  }
  begins_.push_back(static_cast<std::uint32_t>(offsets_.size()));
  occurrences_ = database.get_collection_freq(term);
}

PostingList::Slice PostingList::slice(std::size_t stretch) const {
  if (dense_) {
    const std::size_t begin = std::min<std::size_t>(stretch * kStretch, counts_.size());
    return {{}, std::span(counts_).subspan(begin, std::min<std::size_t>(kStretch, counts_.size() - begin)), true};
  }
  if (stretch + 1 >= begins_.size()) return {};
  const auto begin = begins_[stretch], size = begins_[stretch + 1] - begin;
  return {std::span(offsets_).subspan(begin, size), std::span(counts_).subspan(begin, size)};
}

PostingLists::~PostingLists() {
  for (const Entry& entry : kept_) budget_->used -= entry.list->bytes();
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
  Frequency frequency{database.get_termfreq(term), 0};
  if (frequency.articles > 0) frequency.occurrences = database.get_collection_freq(term);
  const std::lock_guard lock(mutex_);
  if (!by_term_.contains(term)) enter(term, frequency);
  return frequency;
}

void PostingLists::drop(Entries::iterator entry) {
  budget_->used -= entry->list->bytes();
  entry->list = nullptr;
  entries_.splice(entries_.begin(), kept_, entry);
}

// Only what is used less makes room: terms that are asked for in turn would else drive each other out, and be read each time.
bool PostingLists::make_room(std::size_t bytes, std::uint32_t uses) {
  std::size_t found = 0, looked = 0;
  for (auto entry = kept_.begin(); entry != kept_.end() && looked < kMostLooked && budget_->used - found + bytes > budget_->most;
       ++entry, ++looked)
    if (entry->uses < uses) found += entry->list->bytes();
  if (budget_->used - found + bytes > budget_->most) {
    kept_.splice(kept_.end(), kept_, kept_.begin(), std::next(kept_.begin(), static_cast<std::ptrdiff_t>(looked)));
    return false;
  }
  for (auto entry = kept_.begin(); budget_->used + bytes > budget_->most;) {
    const auto next = std::next(entry);
    if (entry->uses < uses) drop(entry);
    entry = next;
  }
  return true;
}

// Of long ago counts for less, so that nothing stays for ever.
void PostingLists::count_use(Entry& entry) {
  ++entry.uses;
  if (++uses_ < kUsesToHalve) return;
  uses_ = 0;
  for (Entries* entries : {&entries_, &kept_})
    for (Entry& one : *entries) one.uses /= 2;
}

std::shared_ptr<const PostingList> PostingLists::of(const Xapian::Database& database, const std::string& term, bool through) {
  const auto articles = frequency(database, term).articles;
  const std::size_t bytes = bytes_of_list(database, articles);
  if (articles < kShortest || bytes > budget_->most / kMostOfBudget) return nullptr;
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_term_.find(term);
    if (known == by_term_.end()) return nullptr;
    count_use(*known->second);
    if (known->second->list) return known->second->list;
    if (!through || known->second->uses < 2 || !make_room(bytes, known->second->uses)) return nullptr;
  }
  auto list = std::make_shared<const PostingList>(database, term);
  const std::lock_guard lock(mutex_);
  const auto known = by_term_.find(term);
  if (known == by_term_.end() || known->second->list || budget_->used + list->bytes() > budget_->most) return list;
  known->second->list = list;
  budget_->used += list->bytes();
  kept_.splice(kept_.end(), entries_, known->second);
  return list;
}

}  // namespace backfile::search
