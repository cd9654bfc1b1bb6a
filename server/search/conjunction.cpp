// Each list is moved on to where the rarest stands, until all stand at one article.
#include "server/search/conjunction.h"

#include <algorithm>

namespace backfile::search {
Conjunction::Conjunction(const Xapian::Database& database, const std::vector<std::string>& terms, std::size_t most_steps)
    : most_steps_(most_steps) {
  std::vector<std::pair<Xapian::doccount, const std::string*>> rarest;
  for (const auto& term : terms) rarest.emplace_back(database.get_termfreq(term), &term);
  std::sort(rarest.begin(), rarest.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [articles, term] : rarest) lists_.push_back({database.postlist_begin(*term), database.postlist_end(*term)});
}

Xapian::docid Conjunction::next() {
  List& first = lists_.front();
  if (steps_ > 0 && first.at != first.end) ++first.at;
  while (first.at != first.end && ++steps_ <= most_steps_) {
    Xapian::docid wanted = *first.at;
    for (std::size_t i = 1; i < lists_.size() && wanted == *first.at; ++i) {
      lists_[i].at.skip_to(wanted);
      if (lists_[i].at == lists_[i].end) return 0;
      wanted = *lists_[i].at;
    }
    if (wanted == *first.at) return wanted;
    first.at.skip_to(wanted);
  }
  return 0;
}

}  // namespace backfile::search
