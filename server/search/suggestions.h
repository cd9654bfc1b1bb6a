// What a reader may be typing: the last word completed out of the archive's words, and headlines that hold the words.
#pragma once
#include <xapian.h>
#include <functional>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "server/query/narrow_request.h"

namespace backfile::search {

class Deadline;

struct Suggestion {
  std::string text;         // the query, its last word completed (folded); or a headline as it was printed
  std::string description;  // of a headline: its publication and date, as far as it has them. Of a word: empty
};

struct Suggestions {
  std::vector<Suggestion> words, headlines;
};

/// By docid, what a filter lets pass.
using LetPass = std::function<std::vector<bool>()>;

/// let_pass: empty for everything; asked once, where words were typed, and what it throws is passed on. Past the deadline nothing more is
/// looked for; what takes a few milliseconds of a processor is done always: completions of a first word, what the first and the last titles
/// have.
Suggestions suggestions(const Xapian::Database& database, const query::SuggestRequest& request, const LetPass& let_pass,
                        analysis::Analyzer& analyzer, const Deadline& deadline);

}  // namespace backfile::search
