// explain=1: which words of the query matched where, and what each adds to the score.
#pragma once
#include <xapian.h>

#include "indexer/analysis/analyzer.h"
#include "server/query/plan.h"
#include "server/search/results.h"

namespace backfile::search {

/// article: with its body. One sentence for each word or phrase that the article answers, form by form.
std::vector<std::string> explained_matches(const query::PlanNode& plan, const article::Article& article, analysis::Analyzer& analyzer);

/// For one document, by asking each word or phrase of the plan alone, with its synonyms: their sum is the score but for what goes by the
/// words' nearness. Throws Xapian's errors: for use inside Reader::with. enquire: its weighting scheme is used, its query replaced.
std::vector<std::pair<std::string, double>> score_parts(const query::PlanNode& plan, Xapian::Enquire& enquire, Xapian::docid document,
                                                        const std::string& id);

}  // namespace backfile::search
