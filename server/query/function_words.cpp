// Words that are everywhere in a language.
#include <algorithm>

#include "server/query/plan.h"

namespace backfile::query {
namespace {

// Both must hold. Most articles have also "said" and "new", but these are no more than a few in a thousand words; "the" is one word in
// sixteen, "in" one in fifty, "that" and "for" one in a hundred; German "und", "der", "die" and French "de", "la" likewise.
constexpr double kArticles = 0.5, kWords = 0.007;

}  // namespace

bool is_function_word(const PlannedWord& word, const std::string& language, Vocabulary& vocabulary) {
  if (word.terms.empty()) return false;
  const auto stem = std::find_if(word.stems.begin(), word.stems.end(), [&](const auto& one) { return one.first == language; });
  const auto share = vocabulary.share(language, word.terms.front(), stem == word.stems.end() ? std::string() : stem->second);
  return share.articles >= kArticles && share.words >= kWords;
}

}  // namespace backfile::query
