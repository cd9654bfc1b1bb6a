// Sentence boundaries, for snippets.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace backfile::analysis {

/// Half-open byte range.
struct Span {
  std::uint32_t begin, end;
};

/// ICU's sentence rules with abbreviations (`U.S.`, `Mr.`, `Sen.`, `No. 10`, initials) kept together. A blank line always ends a sentence.
/// Not thread-safe.
class SentenceSplitter {
 public:
  SentenceSplitter();
  ~SentenceSplitter();
  SentenceSplitter(const SentenceSplitter&) = delete;
  SentenceSplitter& operator=(const SentenceSplitter&) = delete;
  /// The sentences of `text`, in order, trailing white space excluded. language: canonical tag or empty.
  std::vector<Span> sentences(std::string_view text, std::string_view language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::analysis
