// Sentence boundaries, for snippets.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace backfile::analysis {

/// Half-open byte range.
struct Span {
  std::uint32_t begin, end;
};

/// The sentences of `text`, in order, trailing white space excluded: Unicode's sentence rules with abbreviations (`U.S.`, `Mr.`, `Sen.`,
/// `No. 10`, initials) kept together. A blank line always ends a sentence. language: canonical tag or empty. Thread-safe.
std::vector<Span> sentences(std::string_view text, std::string_view language);

}  // namespace backfile::analysis
