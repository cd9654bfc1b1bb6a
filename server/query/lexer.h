// Query text to tokens. The parser sees only these: adding syntax starts here (see also reserved_syntax.h).
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
    open,
    close,
    either,   // OR
    both,     // AND
    negate,   // NOT, or '-' before a word, phrase or group
    require,  // '+' before one of these: all are wanted anyway
  };
  Kind kind;
  std::string text;  // as typed
};

/// warnings: gets what was ignored or reinterpreted, each once. Code::refused (param "q") above limits.max_clauses or max_depth; linear in
/// text.
Result<std::vector<Token>> lex(const std::string& text, const ParseLimits& limits, std::vector<std::string>& warnings);

/// Adds a warning unless it is there already.
void warn(std::vector<std::string>& warnings, const std::string& warning);

}  // namespace backfile::query
