// What a plan asks of the archive's words. The query folder never opens a database: server/search answers, tests have a list.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/fields.h"

namespace backfile::query {

class Vocabulary {
 public:
  virtual ~Vocabulary() = default;

  /// Folded words of the scope (body: the whole text) that a folded pattern with '*' matches, in order; no more than `most`.
  virtual std::vector<std::string> matching(schema::Field scope, std::string_view pattern, std::size_t most) = 0;

  /// Folded words at most `letters` insertions, deletions, substitutions or swaps of neighbours away (the word itself among them), nearest
  /// first, then the most frequent; no more than `most`.
  virtual std::vector<std::string> similar(schema::Field scope, std::string_view folded, int letters, std::size_t most) = 0;

  /// How common a word is in one language: the share of the language's articles that have it, and of all its running words.
  struct Share {
    double articles = 0, words = 0;
  };
  /// term: folded; stem: its stem in the language, or empty. Zero where the language has too few articles to tell.
  virtual Share share(std::string_view language, std::string_view term, std::string_view stem) = 0;
};

}  // namespace backfile::query
