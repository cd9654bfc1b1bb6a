// The single words of a query tree, and the tree with other words in their places.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/ast.h"

namespace backfile::search {

struct QueryWord {
  std::string folded, typed;
  schema::Field scope;
  bool alone;           // the whole of a word node
  bool second = false;  // the word before it stands right before it, in the same `all` or phrase
};

/// Of words and phrases, in the order of the tree; without what is excluded, has letters off, or is a value (lang:, id:).
std::vector<QueryWord> words_of(const query::Node& root, analysis::Analyzer& analyzer);

/// By number in words_of(); two words for a word that stands alone have a space between; empty: the word is left out.
using NewTexts = std::map<std::size_t, std::string>;
query::Node with_texts(const query::Node& root, const NewTexts& texts, analysis::Analyzer& analyzer);

}  // namespace backfile::search
