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
#include "server/search/dictionary.h"

namespace backfile::search {

struct CorrectionContext {
  ArchiveWords& words;
  const Dictionary* dictionary;  // null where there is none yet
  bool dictionary_is_present;    // of the archive as it is: a word of texts that is not in it is nowhere
  analysis::Analyzer& analyzer;
  std::vector<std::string> languages;                        // base tags: a word counts as known by any of its forms in these
  std::function<bool(const std::string& term)> may_be_seen;  // whether an article that this search may show has the term
  const Deadline& deadline;
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
/// do wildcards, words with letters off, and values (lang:, id:). Where nothing is doubted it costs hardly anything; a walk over
/// the archive's words for each unknown word, at most six, where the dictionary is not present. Throws Xapian's errors and DeadlinePassed.
std::vector<Correction> corrections(const query::Node& root, std::uint64_t found, const CorrectionContext& context);

}  // namespace backfile::search
