// explain=1: which words of the query matched where, and what each adds to the score.
#pragma once
#include <xapian.h>

#include "indexer/analysis/analyzer.h"
#include "server/query/plan.h"
#include "server/search/deadline.h"
#include "server/search/recency.h"
#include "server/search/results.h"

namespace backfile::search {

/// article: with its body. One sentence for each word or phrase that the article answers, form by form.
std::vector<std::string> explained_matches(const query::PlanNode& plan, const article::Article& article, analysis::Analyzer& analyzer);

/// Of one document found: by asking each word or phrase of the plan alone, with its synonyms, then for its age; what is left of the
/// score is for the words' nearness.
/// Throws Xapian's errors, and DeadlinePassed between two words: for use inside Reader::with. enquire: its weighting scheme is used, its
/// query replaced; rows: of the match.
std::vector<Explanation::Part> score_parts(const query::PlanNode& plan, const Recency& recency, Xapian::Enquire& enquire,
                                           const query::RowQuery& rows, const Xapian::MSetIterator& found, const Deadline& deadline);

}  // namespace backfile::search
