// Which of several sorted tables are at the least key, where a key's group is what stands before its first NUL: a term.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/join_postings.h"

namespace backfile::glass {

inline std::string_view term_of(std::string_view key) { return key.substr(0, key.find('\0')); }

/// Tables move on by themselves between two calls, to a greater term.
class TermGroups {
 public:
  explicit TermGroups(std::vector<JoinedTable>& tables) {
    for (JoinedTable& one : tables) waiting_.push_back(&one);
  }

  /// The tables that have the next term, in their order; false where all are at their end.
  bool next() {
    for (JoinedTable* one : group_) waiting_.push_back(one);
    group_.clear();
    std::erase_if(waiting_, [](const JoinedTable* one) { return one->table->at_end(); });
    if (waiting_.empty()) return false;
    std::string_view least = term_of(waiting_.front()->table->key());
    for (const JoinedTable* one : waiting_) least = std::min(least, term_of(one->table->key()));
    term_.assign(least);
    std::erase_if(waiting_, [&](JoinedTable* one) {
      if (term_of(one->table->key()) != term_) return false;
      group_.push_back(one);
      return true;
    });
    std::sort(group_.begin(), group_.end(), [](const JoinedTable* a, const JoinedTable* b) { return a->base < b->base; });
    return true;
  }
  const std::string& term() const { return term_; }
  const std::vector<JoinedTable*>& group() const { return group_; }

 private:
  std::vector<JoinedTable*> waiting_, group_;
  std::string term_;
};

}  // namespace backfile::glass
