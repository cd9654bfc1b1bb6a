#include "server/query/expansion.h"

#include <algorithm>

#include "indexer/analysis/fold.h"
#include "server/query/characters.h"

namespace backfile::query {
namespace {

/// Of one word with letters off; more hardly help, as they are further away and rarer.
constexpr std::size_t kMostSimilar = 100;

/// The pattern as the archive's words are folded, its stars kept.
std::string folded_pattern(std::string_view typed) {
  std::string pattern;
  while (!typed.empty()) {
    const auto star = std::min(typed.find('*'), typed.size());
    pattern += analysis::fold_word(analysis::fold(typed.substr(0, star)), analysis::kMaxTermBytes);
    if (star < typed.size()) pattern += '*';
    typed.remove_prefix(std::min(star + 1, typed.size()));
  }
  return pattern;
}

}  // namespace

bool Expansion::wildcard(PlannedWord& word, schema::Field scope) {
  const std::string pattern = folded_pattern(word.typed);
  if (pattern.empty() || pattern.front() == '*') return false;
  if (refusal_) return true;
  word.terms = context_.vocabulary.matching(scope, pattern, left_ + 1);
  if (word.terms.size() > left_) {
    refusal_ = Error{Code::refused,
                     quoted(word.typed) + " stands for too many words: all wildcards together may stand for " +
                         std::to_string(context_.max_expansions) + ". Write more letters before the *.",
                     "q"};
    word.terms.clear();
  }
  left_ -= word.terms.size();
  return true;
}

void Expansion::letters_off(PlannedWord& word, int letters, schema::Field scope) {
  if (refusal_ || word.terms.empty()) return;
  const auto found = context_.vocabulary.similar(scope, word.terms.front(), letters, std::min(left_, kMostSimilar));
  for (const std::string& term : found)
    if (std::find(word.terms.begin(), word.terms.end(), term) == word.terms.end()) word.terms.push_back(term);
  left_ -= found.size();
}

}  // namespace backfile::query
