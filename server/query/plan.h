// The plan: the query tree with every word turned into the archive's terms. Matching and highlighting both go by it, so they agree.
#pragma once
#include <xapian.h>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"
#include "server/query/request.h"
#include "server/query/vocabulary.h"

namespace backfile::query {

/// What one word of the query accepts: a token matches where its term is among `terms`, or where, in an article of language L, one of its
/// stems s has {L, s} among `stems`. Phrases leave `stems` empty: they are exact.
struct PlannedWord {
  std::string typed;                                       // as the user wrote it
  std::vector<std::string> terms;                          // folded, without prefix
  std::vector<std::pair<std::string, std::string>> stems;  // {base language, folded stem}
};

struct PlanNode {
  enum class Kind { everything, nothing, word, phrase, near, value, dates, all, any, synonyms, exclude };
  Kind kind = Kind::everything;
  std::vector<PlannedWord> words;  // word: one (without stems where only the word itself will do); phrase: one a position, two at least;
                                   // near: two at least, each once
  std::vector<int> offsets;        // phrase: position of each word after the first one's, so 0 first (a skipped position stays a gap)
  std::vector<PlanNode> children;  // all, any: two at least; synonyms: what was typed, then its synonyms; exclude: one
  schema::Field scope = schema::Field::body;  // of a leaf: where it is looked for; body means the whole text, title and all
  int window = 0;                             // near: its words stand within so many positions, in any order
  std::string value{};                        // value: of the field `scope`, as a whole
  article::Date from{}, to{};                 // dates: published then; none where open
  bool elided = false;                        // phrase or word: typed with an elided article before it, which marks take in (l'homme)
  bool unquoted = false;                      // word: typed as a word, not as a phrase of one
  std::vector<std::string> optional_in{};     // word in an `all`: in articles of these languages it only adds weight (base tags)
  bool optional = false;                      // the same in every article
  bool elsewhere = false;                     // word with stems: articles in none of the stems' languages may have it as well
  bool stemmed = false;                       // the same: whatever article has its term has, in the stems' languages, one of its stems
  std::string synonym_of{};                   // leaf: what was typed, where the leaf is a synonym of it
};

struct Plan {
  PlanNode root;
  std::vector<std::string> warnings;  // words that hold nothing searchable
};

struct PlanContext {
  std::vector<std::string> languages;  // base tags that the archive holds, or those of a lang filter; each gives a word its stems
  Vocabulary& vocabulary;
  schema::Field scope = schema::Field::body;  // title: everything that names no field of its own is looked for in titles
  std::size_t max_expansions = 1'000;         // words that all wildcards and letters off may stand for, together
  bool others = false;                        // whether articles in none of `languages` (without one) may be found
  bool narrowed = false;                      // `languages` are a filter's: a facet may count articles in others
};

/// A typed word of several tokens ("first-ever", a run of Chinese) is their exact phrase; where languages cut it differently, any of these.
/// A word or phrase that holds nothing searchable ("???") is left out with a warning; where that leaves nothing to look for, the plan is
/// Kind::nothing. Words that are everywhere in a language (is_function_word) are not demanded of its articles, unless quoted or alone.
/// Code::refused (param "q") over max_expansions.
Result<Plan> make_plan(const Node& root, const PlanContext& context, analysis::Analyzer& analyzer);

/// Whether the word stands for itself so rarely that an article without it is as good: the, of, der, の. By its frequency in the language,
/// never by a list: German `die` is no such word in English.
bool is_function_word(const PlannedWord& word, const std::string& language, Vocabulary& vocabulary);

struct Expression;
/// What finds the articles, among those that have all the words of an expression of Op::phrase or Op::near, in which they stand as it says.
using RowQuery = std::function<Xapian::Query(const Expression& row)>;

// Neither of these touches a database, and neither throws a Xapian::Error for anything that parse(), make_plan() and parse_request() give;
// running the query does (store::guarded).

/// The plan's expression (expression.h) as Xapian understands it. A gap inside a phrase is a wider window: Xapian then also accepts its
/// words at other distances, in order, within it. rows: where positions are not for Xapian to read.
Xapian::Query to_xapian(const PlanNode& root, bool any, const RowQuery& rows = {});

/// Who may be seen: everything whose embargo ends by `now` (an instant), but not the held form of the articles `left_out` (ids: see
/// store::Reader::doubled).
struct Visibility {
  std::int64_t now;
  std::vector<std::string> left_out{};
};

/// Filters and date range of the request as a query that adds no weight; hides withheld, canceled and embargoed articles and tombstones.
/// An undated article is in no date range; an imprecise date is in every range that it overlaps.
Xapian::Query restrict(Xapian::Query query, const SearchRequest& request, const Visibility& visibility);

}  // namespace backfile::query
