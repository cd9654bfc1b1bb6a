// The numbers of a word's terms, kept by where the analyzer holds the word: of a word that came before, no string is looked up.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/glass/document.h"

namespace backfile::ingest {

/// Not thread-safe. Where the analyzer holds a word is a hint and no more: what is found by it is compared, so that neither a new analyzer
/// nor a document that numbers anew can mislead it.
class WordTerms {
 public:
  WordTerms();

  struct Numbers {
    std::uint32_t word;
    std::array<std::uint32_t, 2> stems;  // kNone where there is none
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// Valid until the next call.
  const Numbers& of(const analysis::Token& token, std::string_view word_prefix, std::string_view stem_prefix, glass::Document& document);

 private:
  std::vector<Numbers> known_;
};

}  // namespace backfile::ingest
