// The table of stemmers, by base language tag, and how a word is stemmed.
#include "indexer/analysis/stems.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/characters.h"
#include "indexer/analysis/fold.h"
#include "indexer/analysis/korean.h"

namespace backfile::analysis {
namespace {

struct StemmerInfo {
  std::string_view language;
  const char* xapian_name;
  UScriptCode script;
  Beginnings beginnings;
};

constexpr auto kKept = Beginnings::kept, kChanged = Beginnings::changed, kNone = Beginnings::no_ascii_stems;

// "ko" is korean.h's own. The others are all of Xapian 1.4.22's, one a language: its other names are variants (porter, lovins, german2,
// kraaij_pohlmann, earlyenglish).
// Beginnings: Snowball's suffixes lie in regions that begin behind the second letter at the earliest (behind the third in German and the
// Scandinavian languages and for the verbs of most Romance ones), and what is done elsewhere undoubles the last letters of three or more
// (Dutch, French) or replaces whole words (English dying = die). Indonesian takes off prefixes, Irish undoes mutations (mb = b), Finnish
// undoubles two letters (bba = ba), and Turkish makes ç of c. Held by a test over all short words and many long ones.
constexpr StemmerInfo kStemmers[] = {
    {"ar", "arabic", USCRIPT_ARABIC, kNone},       {"ca", "catalan", USCRIPT_LATIN, kKept},    {"da", "danish", USCRIPT_LATIN, kKept},
    {"de", "german", USCRIPT_LATIN, kKept},        {"en", "english", USCRIPT_LATIN, kKept},    {"es", "spanish", USCRIPT_LATIN, kKept},
    {"eu", "basque", USCRIPT_LATIN, kKept},        {"fi", "finnish", USCRIPT_LATIN, kChanged}, {"fr", "french", USCRIPT_LATIN, kKept},
    {"ga", "irish", USCRIPT_LATIN, kChanged},      {"hu", "hungarian", USCRIPT_LATIN, kKept},  {"hy", "armenian", USCRIPT_ARMENIAN, kNone},
    {"id", "indonesian", USCRIPT_LATIN, kChanged}, {"it", "italian", USCRIPT_LATIN, kKept},    {"ko", nullptr, USCRIPT_HANGUL, kNone},
    {"lt", "lithuanian", USCRIPT_LATIN, kKept},    {"nb", "norwegian", USCRIPT_LATIN, kKept},  {"ne", "nepali", USCRIPT_DEVANAGARI, kNone},
    {"nl", "dutch", USCRIPT_LATIN, kKept},         {"nn", "norwegian", USCRIPT_LATIN, kKept},  {"no", "norwegian", USCRIPT_LATIN, kKept},
    {"pt", "portuguese", USCRIPT_LATIN, kKept},    {"ro", "romanian", USCRIPT_LATIN, kKept},   {"ru", "russian", USCRIPT_CYRILLIC, kNone},
    {"sv", "swedish", USCRIPT_LATIN, kKept},       {"ta", "tamil", USCRIPT_TAMIL, kNone},      {"tr", "turkish", USCRIPT_LATIN, kChanged},
};

bool wholly_in(UScriptCode script, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const UChar32 c = next_character(word, at);
    if (c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK)) continue;
    UErrorCode status = U_ZERO_ERROR;
    if (c < 0 || !u_isalpha(c) || uscript_getScript(c, &status) != script) return false;
  }
  return !word.empty();
}

}  // namespace

LanguageIndex stemmer_of(std::string_view base_language) {
  for (std::size_t i = 0; i < std::size(kStemmers); ++i)
    if (kStemmers[i].language == base_language) return static_cast<LanguageIndex>(i);
  return kNoStemmer;
}

Beginnings beginnings_of_stems(std::string_view base_language) {
  const LanguageIndex language = stemmer_of(base_language);
  return language == kNoStemmer ? Beginnings::no_ascii_stems : kStemmers[static_cast<std::size_t>(language)].beginnings;
}

bool writes_dotless_i(std::string_view base_language) { return base_language == "tr" || base_language == "az"; }

bool has_stems(std::string_view language) { return stemmer_of(language) != kNoStemmer; }

const Xapian::Stem& Stemmers::stemmer(LanguageIndex language) {
  if (made_.empty()) made_.resize(std::size(kStemmers));
  const auto index = static_cast<std::size_t>(language);
  if (!made_[index]) made_[index] = std::make_unique<Xapian::Stem>(kStemmers[index].xapian_name);
  return *made_[index];
}

void Stemmers::stems(LanguageIndex language, std::string_view surface, std::string_view folded, std::string (&out)[2]) {
  if (language == kNoStemmer) return;
  const StemmerInfo& info = kStemmers[static_cast<std::size_t>(language)];
  if (!wholly_in(info.script, folded)) return;
  if (!info.xapian_name) {
    out[0] = without_particle(folded);
    if (out[0] != folded) out[1] = folded;
    return;
  }
  const Xapian::Stem& stem = stemmer(language);
  const std::string lowered(cut(lower_word(surface, writes_dotless_i(info.language)), kMaxTermBytes));
  out[0] = fold_word(stem(lowered), kMaxTermBytes);
  if (lowered == folded) return;
  std::string second = fold_word(stem(std::string(folded)), kMaxTermBytes);
  if (second != out[0]) out[1] = std::move(second);
}

}  // namespace backfile::analysis
