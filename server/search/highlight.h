// Marks and snippets, from the plan and the analyzer's offsets: every mark is a real match.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/plan.h"
#include "server/search/matches.h"
#include "server/search/results.h"

namespace backfile::search {

struct SnippetOptions {
  unsigned count = 1;     // fragments at most
  unsigned length = 240;  // characters of one fragment, about
};

/// One a serving thread, as its analyzer is.
class Highlighter {
 public:
  explicit Highlighter(analysis::Analyzer& analyzer);

  /// All marks in `text`, in order, not overlapping. Words of a phrase are marked only inside the phrase; excluded branches never.
  /// field: title or body, see PlanMatcher.
  std::vector<Mark> marks(const PlanMatchers& plan, std::string_view text, std::string_view language, schema::Field field);

  /// The whole text with its marks (titles, article pages).
  Highlighted whole(const PlanMatchers& plan, std::string_view text, std::string_view language, schema::Field field);

  /// Fragments of the body in the order of their worth: whole sentences where they fit, an ellipsis where not, never overlapping.
  /// Without any match: the beginning of the text, unmarked. Empty for an empty text.
  std::vector<Highlighted> snippets(const PlanMatchers& plan, std::string_view body, std::string_view language,
                                    const SnippetOptions& options);

 private:
  std::string_view telling_stretch(const PlanMatcher& matcher, std::string_view body, std::string_view language);
  std::vector<Mark> matches(const PlanMatcher& matcher, std::string_view text, std::string_view language);
  analysis::Analyzer& analyzer_;
};

}  // namespace backfile::search
