#include "server/search/posting_lists.h"

#include <algorithm>
#include <utility>

namespace backfile::search {
namespace {

constexpr std::uint64_t kShortest = 128;         // shorter ones are read as quickly from Xapian
constexpr std::size_t kMostTerms = 20'000;       // whose uses are remembered
constexpr std::size_t kMostOfBudget = 4;         // one list takes a quarter at most
constexpr std::uint32_t kMostOccurrences = 255;  // told apart: IneB2 has long stopped to care

}  // namespace

PostingList::PostingList(const Xapian::Database& database, const std::string& term) {
  const auto articles = database.get_termfreq(term);
  offsets_.reserve(articles);
  counts_.reserve(articles);
  const auto end = database.postlist_end(term);
  for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
    const Xapian::docid article = *posting;
    while (begins_.size() <= stretch_of(article)) begins_.push_back(static_cast<std::uint32_t>(offsets_.size()));
    offsets_.push_back(static_cast<std::uint16_t>((article - 1) % kStretch));
    counts_.push_back(static_cast<std::uint8_t>(std::min<std::uint32_t>(posting.get_wdf(), kMostOccurrences)));
  }
  begins_.push_back(static_cast<std::uint32_t>(offsets_.size()));
  occurrences_ = database.get_collection_freq(term);
}

PostingList::Slice PostingList::slice(std::size_t stretch) const {
  if (stretch + 1 >= begins_.size()) return {};
  const auto begin = begins_[stretch], size = begins_[stretch + 1] - begin;
  return {std::span(offsets_).subspan(begin, size), std::span(counts_).subspan(begin, size)};
}

PostingLists::~PostingLists() {
  for (const Entry& entry : entries_)
    if (entry.list) budget_->used -= entry.list->bytes();
}

void PostingLists::drop_oldest() {
  const Entry& oldest = entries_.back();
  if (oldest.list) budget_->used -= oldest.list->bytes();
  by_term_.erase(oldest.term);
  entries_.pop_back();
}

PostingLists::Entries::iterator PostingLists::enter(const std::string& term, Frequency frequency) {
  entries_.push_front({term, frequency});
  by_term_.emplace(entries_.front().term, entries_.begin());
  if (entries_.size() > kMostTerms) drop_oldest();
  return entries_.begin();
}

PostingLists::Frequency PostingLists::frequency(const Xapian::Database& database, const std::string& term) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_term_.find(term);
    if (known != by_term_.end()) {
      entries_.splice(entries_.begin(), entries_, known->second);
      return known->second->frequency;
    }
  }
  Frequency frequency{database.get_termfreq(term), 0};
  if (frequency.articles > 0) frequency.occurrences = database.get_collection_freq(term);
  const std::lock_guard lock(mutex_);
  if (!by_term_.contains(term)) enter(term, frequency);
  return frequency;
}

std::shared_ptr<const PostingList> PostingLists::of(const Xapian::Database& database, const std::string& term) {
  const auto articles = frequency(database, term).articles;
  if (articles < kShortest || articles * 3 > budget_->most / kMostOfBudget) return nullptr;
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_term_.find(term);
    if (known == by_term_.end()) return nullptr;
    if (known->second->list) return known->second->list;
    if (!std::exchange(known->second->asked, true)) return nullptr;
  }
  auto list = std::make_shared<const PostingList>(database, term);
  const std::lock_guard lock(mutex_);
  const auto known = by_term_.find(term);
  if (known == by_term_.end() || known->second->list) return list;
  known->second->list = list;
  budget_->used += list->bytes();
  while (budget_->used > budget_->most && entries_.size() > 1) drop_oldest();
  return list;
}

}  // namespace backfile::search
