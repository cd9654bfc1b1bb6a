// Going through the postings of a term: of a stretch of docids, or of some articles. visit(index in what is looked at, how often the term
// stands there), in order.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/glass/posting_reader.h"
#include "server/search/gallop.h"
#include "server/search/stretch_postings.h"
#include "server/search/stretch_set.h"

namespace backfile::search {

/// What is looked at: a stretch of docids, or some articles of it.
class Within {
 public:
  Within(Xapian::docid first, Xapian::docid last) : first_(first), last_(last) {}
  explicit Within(const std::vector<Xapian::docid>& only) : first_(only.front()), last_(only.back()), only_(&only) {}
  /// Not empty.
  explicit Within(const NumberedSet& set) : Within(set.articles()) { set_ = &set; }

  Xapian::docid first() const { return first_; }
  Xapian::docid last() const { return last_; }
  const std::vector<Xapian::docid>* only() const { return only_; }
  const NumberedSet* set() const { return set_; }  // the same as only(), where it is known as a set
  std::size_t size() const { return only_ ? only_->size() : last_ - first_ + 1; }
  Xapian::docid at(std::size_t index) const { return only_ ? (*only_)[index] : first_ + static_cast<Xapian::docid>(index); }

 private:
  Xapian::docid first_, last_;
  const std::vector<Xapian::docid>* only_ = nullptr;
  const NumberedSet* set_ = nullptr;
};

/// From memory.
template <class Visit>
void walk(const StretchPostings& postings, const Within& within, Visit&& visit) {
  if (within.set())
    postings.among(*within.set(), visit);
  else if (within.only())
    postings.among(*within.only(), visit);
  else
    postings.each(visit);
}

/// From the table itself. Where that cannot be read on, the list seems to end.
template <class Visit>
void walk(glass::PostingReader& table, const std::string& term, const Within& within, Visit&& visit) {
  if (within.only())
    table.among(term, *within.only(), visit);
  else
    table.each(term, within.first(), within.last(), [&](Xapian::docid document, Xapian::termcount occurrences) {
      visit(static_cast<std::size_t>(document - within.first()), occurrences);
    });
}

/// From Xapian. Throws Xapian::Error.
template <class Visit>
void walk(const Xapian::Database& database, const std::string& term, const Within& within, Visit&& visit) {
  const auto end = database.postlist_end(term);
  auto at = database.postlist_begin(term);
  if (within.first() > 1 && at != end) at.skip_to(within.first());
  if (!within.only()) {
    for (; at != end && *at <= within.last(); ++at) visit(*at - within.first(), at.get_wdf());
    return;
  }
  const auto& only = *within.only();
  for (std::size_t i = 0; at != end && i < only.size();) {
    const Xapian::docid here = *at;
    if (here == only[i]) {
      visit(i, at.get_wdf());
      if (++i == only.size()) break;
    } else if (here > only[i]) {
      i = gallop(only, i, here);
      continue;
    }
    at.skip_to(only[i]);
  }
}

}  // namespace backfile::search
