// What a query may have meant: words put right out of the archive's own.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"
#include "server/search/archive_words.h"
#include "server/search/frequent_words.h"

namespace backfile::search {

struct CorrectionContext {
  const Xapian::Database& database;
  ArchiveWords& words;
  const FrequentWords& frequent;
  analysis::Analyzer& analyzer;
  std::vector<std::string> languages;                        // base tags: a word counts as known by any of its forms in these
  std::function<bool(const std::string& term)> may_be_seen;  // whether an article that this search may show has the term
  std::function<std::uint64_t(const std::string& first, const std::string& second)> in_a_row;  // how many such have the terms in a row
};

struct Correction {
  query::Node tree;
  double likelihood;    // log2: by how often its words stand in a row, or occur, and how far they are from those typed
  std::uint64_t times;  // it is worth offering where it finds more than so many times what was found
};

/// Trees that differ from `root` in words only, a few at most. found: articles that the query finds.
///
/// A word that hardly any article has in any form is put right for one that is a letter or two off, or for two where it is two run
/// together. A word that is known is doubted only where another, a letter off, is far more frequent, and either it is long, so that chance
/// does not bring two words so near (goverment, ten times among government's ten thousand), or the words beside it speak for the other
/// (white hose). Two words in a row are made one where they hardly ever stand so, and the one word is frequent. What is excluded stays, as
/// do wildcards, words with letters off, and values (lang:, id:). Costs a walk over the archive's words for each unknown word, at most six,
/// and where nothing is doubted hardly anything.
std::vector<Correction> corrections(const query::Node& root, std::uint64_t found, const CorrectionContext& context);

}  // namespace backfile::search
