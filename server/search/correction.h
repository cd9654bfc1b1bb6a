// What a query that finds little may have meant: its rare words put right out of the archive's own.
#pragma once
#include <xapian.h>
#include <functional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"
#include "server/search/archive_words.h"

namespace backfile::search {

struct CorrectionContext {
  const Xapian::Database& database;
  ArchiveWords& words;
  analysis::Analyzer& analyzer;
  std::vector<std::string> languages;                        // base tags: a word counts as known by any of its forms in these
  std::function<bool(const std::string& term)> may_be_seen;  // whether an article that this search may show has the term
};

/// Trees that differ from `root` in words only, the likeliest first, a few at most. A word is put right where hardly any article has it in
/// any form: for one that is a letter or two off (by distance, then by frequency), or for two where it is two run together; and two words
/// in a row for one. What is excluded stays, as do wildcards, words with letters off, and values (lang:, id:). Costs a walk over the
/// archive's words for each such word, at most kMostCorrected of them.
std::vector<query::Node> corrections(const query::Node& root, const CorrectionContext& context);

}  // namespace backfile::search
