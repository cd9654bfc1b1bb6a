// Which stretches of a long text are worth showing: found from the matches alone, before any sentence is cut.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/analysis/sentences.h"
#include "server/search/highlight.h"

namespace backfile::search {

/// Hands out the best passages of one text, one after the other. `matches` as PlanMatcher gives them; it must outlive this object.
class PassageChooser {
 public:
  /// width: bytes that a passage may span.
  PassageChooser(std::string_view text, const std::vector<Mark>& matches, std::uint32_t leaves, std::uint32_t width);

  /// From the first match of the best remaining passage to its last. Best: the most leaves that no earlier passage covered, the rarer ones
  /// of this text first, then those covered again, exact before stemmed, close together, many, early. Inside one paragraph, unless
  /// paragraphs are short (headings, verse, lists). Nothing where no match is left.
  std::optional<analysis::Span> next();

  /// Takes the matches in this stretch out of the choice; no later passage reaches across it.
  void use(analysis::Span shown);

 private:
  struct Coverage;
  std::vector<bool> covered_;  // by leaf
  std::vector<int> rarity_;    // by leaf: what showing it for the first time is worth
  const std::vector<Mark>& matches_;
  std::uint32_t width_;
  std::vector<std::uint32_t> block_ends_;  // groups of paragraphs that a passage stays in
  std::vector<analysis::Span> used_;
};

/// The end of the paragraph that `from` lies in: the newline before a blank line, or the end of the text.
std::uint32_t paragraph_end(std::string_view text, std::uint32_t from);

}  // namespace backfile::search
