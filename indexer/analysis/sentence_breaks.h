// Where the Unicode standard ends a sentence (UAX #29, section 5): a full stop, a question mark and the like, with the brackets and spaces
// behind it. Our own walk over ICU's properties, since ICU's break iterator costs more than everything else that a snippet takes; a test
// holds the two against each other. What an abbreviation is, sentences.h knows.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::analysis {

/// The first boundary behind `from`, which is one itself or 0; the text's size where there is no other. White space of ASCII, newlines
/// included, counts as spaces. An invalid byte counts as U+FFFD. from < text.size().
std::size_t next_sentence_break(std::string_view text, std::size_t from);

}  // namespace backfile::analysis
