// The homographs, and when capitals tell nothing.
#include "indexer/analysis/acronyms.h"

#include <unicode/uchar.h>

#include "indexer/analysis/characters.h"

namespace backfile::analysis {

std::string_view homograph_term(std::string_view folded) {
  if (folded == "us") return "u.s";
  if (folded == "it") return "i.t";
  if (folded == "who") return "w.h.o";
  return {};
}

bool all_capitals(std::string_view word) {
  bool capital = false;
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 c = next_character(word, at);
    if (c < 0) continue;
    if (u_islower(c)) return false;
    capital = capital || u_isupper(c);
  }
  return capital;
}

bool set_in_capitals(std::string_view paragraph) {
  constexpr int kTellingLength = 4, kTellingWords = 3;
  int run = 0, words = 0;
  bool telling = false;
  for (std::size_t at = 0; at < paragraph.size();) {
    const UChar32 c = next_character(paragraph, at);
    if (c >= 0 && u_islower(c)) return false;
    run = c >= 0 && u_isupper(c) ? run + 1 : 0;
    if (run == 2) ++words;
    telling = telling || run >= kTellingLength || words >= kTellingWords;
  }
  return telling;
}

}  // namespace backfile::analysis
