// Folding: what spellings of a word count as the same. Language-independent, so that a query needs no language.
//
// 1. NFKC case folding: upper and lower case, full and half width, ligatures, ß = ss, composed = decomposed; soft hyphens,
//    zero-width and direction characters vanish.
// 2. Accents go where a script's readers do not type them:
//    Latin     all marks (Zürich = zurich, ñ = n, å = a); ø = o, ł = l, đ ð = d, ħ = h, ŧ = t, ı = i, æ = ae, œ = oe, þ = th, ŋ = n,
//              the hooked letters of West Africa ɓ ɗ ƙ ƴ ɛ ɔ = b d k y e o, ƒ = f.
//    Greek     all marks (final sigma by case folding).
//    Cyrillic  ё = е, and the stress acute on a vowel; й, ї, ў, ѓ, ќ are letters and stay.
//    Arabic    harakat and tatweel go; أ إ آ ٱ = ا, ى = ي, ة = ه; ؤ and ئ stay; the Persian and Urdu letter shapes ی ک ہ ھ ۃ ە are those of
//              Arabic keyboards: ي ك ه.
//    Hebrew    niqqud and cantillation go; final letters stay.
//    All other scripts keep their marks: Japanese voicing marks, Hangul, Thai and Indic vowel signs are not accents.
//    Enclosing marks (keycaps) go everywhere.
// 3. Digits of every script are 0 to 9.
#pragma once
#include <string>
#include <string_view>

namespace backfile::analysis {

/// Steps 1 to 3 on any text; spaces and punctuation stay. Invalid UTF-8 becomes U+FFFD. Thread-safe.
std::string fold(std::string_view text);

/// Step 1 alone, without the apostrophes, dots and other signs inside a word: what a stemmer wants to see.
/// turkish: I is the capital of ı, as in Turkish and Azeri.
std::string lower_word(std::string_view word, bool turkish);

/// A folded word without anything but letters, digits and marks, at most `max_bytes`, cut at a character boundary.
std::string fold_word(std::string_view word, std::size_t max_bytes);

/// `text` cut to at most `max_bytes` bytes without cutting a character in two.
std::string_view cut(std::string_view text, std::size_t max_bytes);

}  // namespace backfile::analysis
