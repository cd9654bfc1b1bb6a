// Where a text may be cut so that it still reads: at white space, else between words, never inside a character a reader sees as one.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/sentences.h"

namespace backfile::search {

bool is_space(char c);

/// The words of one text, found where they are asked for. Everything it is made of must outlive it.
class Words {
 public:
  Words(analysis::Analyzer& analyzer, std::string_view text, std::string_view language)
      : analyzer_(analyzer), text_(text), language_(language) {}

  /// The word that `at` lies inside of, as the analyzer cuts the text; of a stretch of many KB that nothing separates, it may cut
  /// otherwise. Ends what the analyzer gave before.
  std::optional<analysis::Span> around(std::uint32_t at) const;

 private:
  analysis::Analyzer& analyzer_;
  std::string_view text_, language_;
};

/// `count` code points before or behind `at`, not beyond `bound`.
std::uint32_t back(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound);
std::uint32_t forward(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound);

/// The last good place at or before `at`, not before `bound`: there the text ends. White space before it is left out.
std::uint32_t cut_end(std::string_view text, std::uint32_t at, std::uint32_t bound, const Words& words);

/// The first good place at or behind `at`, not behind `bound`: there the text begins. White space behind it is left out.
std::uint32_t cut_begin(std::string_view text, std::uint32_t at, std::uint32_t bound, const Words& words);

}  // namespace backfile::search
