// Korean particles: 서울에서 ("in Seoul") is written as one word, and who looks for 서울 means it too. Xapian has no Korean stemmer.
#pragma once
#include <string>
#include <string_view>

namespace backfile::analysis {

/// The word without its longest particle, where at least two syllables stay; else the word. word: precomposed Hangul, as fold_word gives
/// it.
std::string without_particle(std::string_view word);

}  // namespace backfile::analysis
