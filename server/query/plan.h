// The plan: the query tree with every word turned into the archive's terms. Matching and highlighting both go by it, so they agree.
#pragma once
#include <xapian.h>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"
#include "server/query/request.h"

namespace backfile::query {

/// What one word of the query accepts: a token matches where its term is among `terms`, or where, in an article of language L, one of its
/// stems s has {L, s} among `stems`. Phrases leave `stems` empty: they are exact.
struct PlannedWord {
  std::string typed;                                       // as the user wrote it
  std::vector<std::string> terms;                          // folded, without prefix
  std::vector<std::pair<std::string, std::string>> stems;  // {base language, folded stem}
};

struct PlanNode {
  enum class Kind { everything, nothing, word, phrase, all, any, exclude };
  Kind kind = Kind::everything;
  std::vector<PlannedWord> words;  // word: one; phrase: one a position
  std::vector<int> offsets;        // phrase: position of each word after the first one's (a skipped position stays a gap)
  std::vector<PlanNode> children;
};

struct Plan {
  PlanNode root;
  std::vector<std::string> warnings;  // words that hold nothing searchable
};

/// languages: base tags that the archive holds (or those of a lang filter); each gives a word its stems.
Plan make_plan(const Node& root, const std::vector<std::string>& languages, analysis::Analyzer& analyzer);

/// any: top-level words joined by OR instead of AND. Words of the title weigh more (schema::info(Field::title).weight).
Xapian::Query to_xapian(const PlanNode& root, bool any);

/// Filters and date range of the request as a query that adds no weight; hides withheld, canceled and embargoed articles (now: instant).
Xapian::Query restrict(Xapian::Query query, const SearchRequest& request, std::int64_t now);

}  // namespace backfile::query
