// Chinese and Japanese by pairs of characters. Dictionaries disagree with readers, and with themselves, on where words end: of
// six-character pieces of Japanese and Chinese articles, phrases of ICU's words found 31 and 41 in a hundred, pairs find nearly all
// (measured). Every place of a run holds the pair that begins there and the single character, so that any piece of a run, from one
// character up, is an exact phrase.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace backfile::analysis {

/// Whether all of a run of dictionary characters (Scanner::run_end) is Chinese characters and kana. Thai and its like are not: there ICU's
/// words serve better, as a single letter says nothing.
bool is_paired_run(std::string_view run);

/// One character of a run as a reader sees it, in bytes of the run: voicing marks and variation selectors belong to the character before
/// them.
struct RunCharacter {
  std::uint32_t begin, end;
  std::uint32_t written_end;  // before `end` where a last long vowel does not count
};

/// The characters of a run, in order. A word of four katakana or more loses its last long vowel, so that コンピューター meets コンピュータ.
void run_characters(std::string_view run, std::vector<RunCharacter>& characters);

}  // namespace backfile::analysis
