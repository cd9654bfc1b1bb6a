#include "indexer/analysis/ngrams.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "indexer/analysis/characters.h"

namespace backfile::analysis {
namespace {

constexpr UChar32 kLongVowel = 0x30FC, kHalfWidthLongVowel = 0xFF70;

bool is_mark(UChar32 c) {
  const auto kind = u_charType(c);
  return kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK || c == 0xFF9E || c == 0xFF9F;  // half-width voicing marks
}

bool is_katakana(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_KATAKANA;
}

bool is_long_vowel(UChar32 c) { return c == kLongVowel || c == kHalfWidthLongVowel; }

}  // namespace

bool is_paired_run(std::string_view run) {
  for (std::size_t at = 0; at < run.size();) {
    const UChar32 c = next_character(run, at);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    const bool paired = script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_BOPOMOFO ||
                        script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    if (!paired) return false;
  }
  return true;
}

void run_characters(std::string_view run, std::vector<RunCharacter>& characters) {
  constexpr std::size_t kLongWord = 4;  // characters, the vowel with them
  characters.clear();
  std::size_t katakana = 0;
  for (std::size_t at = 0; at < run.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const UChar32 c = next_character(run, at);
    const auto end = static_cast<std::uint32_t>(at);
    std::size_t behind = at;
    const UChar32 next = at < run.size() ? next_character(run, behind) : 0;
    const bool last_of_word = !is_katakana(next) && !is_long_vowel(next) && !is_mark(next);
    const bool vanishes = is_long_vowel(c) && last_of_word && katakana + 1 >= kLongWord;
    if (characters.empty() || (!is_mark(c) && !vanishes)) {
      characters.push_back({begin, end, end});
    } else {
      characters.back().end = end;
      if (!vanishes) characters.back().written_end = end;
    }
    if (!is_mark(c)) katakana = is_katakana(c) || is_long_vowel(c) ? katakana + 1 : 0;
  }
}

}  // namespace backfile::analysis
