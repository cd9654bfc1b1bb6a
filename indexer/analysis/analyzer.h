// THE analyzer: the one place where text becomes terms, for indexing, for queries and for highlighting alike.
// The rules, none of which may change without re-indexing every archive, are written where they are made: scan.h (where a word ends),
// words.h, numbers.h, acronyms.h, apostrophes.h (what terms it holds), fold.h (what counts as the same), stems.h.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::analysis {

class WantedWords;

/// Changes whenever the same text would give other terms. Stored in every archive together with the ICU and Xapian versions.
inline constexpr int kAnalyzerVersion = 2;

/// "1 icu-72.1 xapian-1.4.22": what an archive records and a reader compares.
std::string analyzer_version();

/// Upper bound of a term without its prefix, in bytes: Xapian takes 245 in all.
inline constexpr std::size_t kMaxTermBytes = 200;

/// One word, or one reading of it: where a word has two terms (see acronyms.h), two tokens share position and bytes. In Chinese and
/// Japanese (ngrams.h) a pair of characters, then the first of them at the same position; pairs overlap.
struct Token {
  std::string_view term;               // folded, at most 200 bytes, no NUL; without prefix
  std::string_view stems[2];           // folded stems in the analyzer's language; empty where it has none; the second only where it differs
  std::uint32_t position;              // from 0; jumps by kParagraphGap at a blank line
  std::uint32_t byte_begin, byte_end;  // in the text as given: the word as written, without a possessive 's
};

/// No phrase and no nearness reaches over a paragraph's or a field's end.
inline constexpr std::uint32_t kParagraphGap = 100;

/// Not thread-safe: one an indexing or serving thread. Knows every language; keeps the words that it met, and their stems.
class Analyzer {
 public:
  static constexpr std::size_t kMostWordBytes = 48u << 20;  // for a load, which meets all words of all articles

  /// word_bytes: what the words that it keeps take at most; where there are more it forgets them all and begins anew.
  explicit Analyzer(std::size_t word_bytes = kMostWordBytes);
  ~Analyzer();
  Analyzer(const Analyzer&) = delete;
  Analyzer& operator=(const Analyzer&) = delete;

  /// Cuts `text` (UTF-8; invalid bytes separate words) into tokens, in order. language: canonical BCP 47 tag, or empty.
  /// The result and its views are valid until the next call on this analyzer.
  /// Words over 200 bytes once folded are cut to 200 at a character boundary.
  const std::vector<Token>& tokens(std::string_view text, std::string_view language);

  /// The same tokens, positions and all, but for some that `wanted` (of the same language) can do without.
  const std::vector<Token>& tokens(std::string_view text, std::string_view language, const WantedWords& wanted);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether words of this language (base tag: "en") have stems.
bool has_stems(std::string_view language);

}  // namespace backfile::analysis
