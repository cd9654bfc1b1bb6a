// The operator's synonyms: what else a word, or several in a row, may be said by. A file of lines, as Solr's:
//
//   # a comment
//   usa, united states, america      each of these also finds the others
//   tv, telly => television          a tv also finds television, but not the other way round; what is typed always counts too
//
// A comma, '=', '#' or '\' that belongs to a word has a '\' before it. Lines that begin alike add up. Synonyms of synonyms are not
// followed.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"

namespace backfile::query {

/// The folded words of a text with a space between, each piece between spaces analysed by itself, as words of a query are. Empty where it
/// holds nothing searchable.
std::string folded_words(std::string_view text, analysis::Analyzer& analyzer);

/// Never changes once made, so threads may share one; a new file is another one of these.
class Synonyms {
 public:
  /// A word where it is one, otherwise an exact phrase.
  struct Alternative {
    std::string folded;  // folded_words() of it
    Node node;
  };

  Synonyms() = default;  // none

  /// text: a file's. An error names the line and says what would be right.
  static Result<Synonyms> read(std::string_view text);

  /// What may be said instead of these folded words, in the order of the file, themselves not among it; empty where nothing is known.
  std::vector<const Alternative*> of(const std::string& folded) const;

  /// Words that can be asked for.
  std::size_t size() const { return rules_.size(); }

 private:
  friend class SynonymsReader;
  std::vector<Alternative> alternatives_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> rules_;  // folded words -> indexes of alternatives_
};

/// No side of a synonym has more words.
inline constexpr std::size_t kMostSynonymWords = 8;

/// Reads and checks a file of at most 2 MB. path empty: no synonyms. An error names the file, and the line where one is wrong.
Result<std::shared_ptr<const Synonyms>> load_synonyms(const std::string& path);

/// The query with its synonyms: `car crash` becomes `(car OR automobile) crash`. Added to words of the text and of titles, and to several
/// in a row where the file has them so, the longest first; not inside quotation marks, not to wildcards, words with letters off, names or
/// labels (author:, tag:, …), nor to what is excluded: an article that is hidden without need is never seen, one too many can be excluded
/// too. Among alternatives that were typed (a OR b) nothing is added twice, and those that the file knows are taken for synonyms of the
/// first, so that asking the canonical text again gives this query again. Where limits do not allow it, nothing is added, with a warning.
Parsed with_synonyms(const Parsed& typed, const Synonyms& synonyms, analysis::Analyzer& analyzer, const ParseLimits& limits);

/// The same without what with_synonyms added.
Node without_synonyms(const Node& node);

}  // namespace backfile::query
