// Abbreviations: full stops that end no sentence.
#pragma once
#include <string_view>

namespace backfile::analysis {

enum class Stop {
  ends,          // an ordinary word
  never,         // a title or a connective: "Sen.", "vs.", "z.B."; never ends a sentence
  before_digit,  // goes on only before a number: "No. 10", "Dec. 7"
  may_end,       // ends a sentence only before a word that opens sentences: "U.S. The", "Inc. But", the initial in "J. Smith"
};

/// word: what stands before the full stop, without it, as written; inner dots included ("U.S", "z.B").
Stop stop_after(std::string_view word);

/// Whether a word, as written, so often opens sentences that an abbreviation before it ends one: "The", "He", "But".
bool opens_sentences(std::string_view word);

/// Whether a number and a full stop are an ordinal in this language (base tag): German "3. Oktober".
bool writes_ordinals_with_stop(std::string_view language);

}  // namespace backfile::analysis
