// Query text to tokens. The parser sees only these: adding syntax starts here (see also word_syntax.h).
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "server/query/ast.h"

namespace backfile::query {

struct Token {
  enum class Kind {
    word,    // text
    phrase,  // text without its quotation marks, spaces collapsed
    wildcard,
    dates,  // from, to
    field,  // `title:` right before one of these, or a sign before one
    open,
    close,
    either,   // OR
    both,     // AND
    negate,   // NOT, or '-' before a word, phrase or group
    require,  // '+' before one of these: all are wanted anyway
  };
  Kind kind;
  std::string text;  // as typed
  int distance = 0;  // of a word or phrase: see Node
  schema::Field field = schema::Field::body;
  article::Date from{}, to{};
};

/// warnings: gets what was ignored or reinterpreted, each once. Code::refused (param "q") above limits.max_clauses or max_depth; linear in
/// text.
Result<std::vector<Token>> lex(const std::string& text, const ParseLimits& limits, std::vector<std::string>& warnings);

/// Code::refused (param "q"): more clauses than limits.max_clauses, which are called `what` here.
tl::unexpected<Error> too_many_clauses(const ParseLimits& limits, const std::string& what);

/// Adds a warning unless it is there already.
void warn(std::vector<std::string>& warnings, const std::string& warning);

}  // namespace backfile::query
