// Stems: which languages have a stemmer, and the one or two folded stems of a word.
#pragma once
#include <xapian.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::analysis {

/// Index of a language in the table of stemmers; kNoStemmer for all others. Takes the base tag: "en".
using LanguageIndex = int;
inline constexpr LanguageIndex kNoStemmer = -1;
LanguageIndex stemmer_of(std::string_view base_language);

/// What the stems of a plain word (ASCII letters alone) say of how the word begins.
enum class Beginnings {
  no_ascii_stems,  // such words have none: another script's stemmer, or no stemmer at all
  kept,            // a stem has the word's first two letters, or only the first; of the second a y may have become another letter. One of
                   // four letters or more has the third too
  changed,         // prefixes are taken off, or too little is known
};
Beginnings beginnings_of_stems(std::string_view base_language);

/// Turkish and Azeri: I is the capital of ı, and an apostrophe ends a name ("Ankara'da").
bool writes_dotless_i(std::string_view base_language);

/// The stem of the lower-cased accented form, folded; then, where it differs, the stem of the folded form, folded: the accents may
/// carry the stemmer's rules (German "häuser") or be left out by who types (French "journee"). Words that are not wholly in the
/// stemmer's script, or that hold a digit, have none: their stem would say no more than the word itself.
/// Korean has the word without its particle, and the whole: a name may end like a particle.
/// Not thread-safe: Xapian::Stem objects are made on first use and kept.
class Stemmers {
 public:
  /// surface: as written, signs inside a word included. folded: fold_word of it. Fills at most two.
  void stems(LanguageIndex language, std::string_view surface, std::string_view folded, std::string (&out)[2]);

 private:
  const Xapian::Stem& stemmer(LanguageIndex language);
  std::vector<std::unique_ptr<Xapian::Stem>> made_;
};

}  // namespace backfile::analysis
