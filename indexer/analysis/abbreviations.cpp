// The lists, in small letters. Short enough to be searched through: only words before a full stop are looked up.
#include "indexer/analysis/abbreviations.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "indexer/analysis/fold.h"

namespace backfile::analysis {
namespace {

// Titles in English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian: only where written with a capital.
constexpr std::string_view kTitles[] = {
    "abg", "adm",  "asst",   "bgm",  "brig", "capt", "cmdr", "col", "cpl",  "cpt", "dept", "det",   "dipl", "dott", "dr",
    "dra", "eng",  "fr",     "ft",   "gen",  "gov",  "hon",  "hr",  "hrn",  "ing", "insp", "lic",   "lt",   "ltjg", "m",
    "maj", "mgr",  "messrs", "mlle", "mm",   "mme",  "mr",   "mrs", "ms",   "mt",  "pfc",  "ph",    "pres", "prof", "pvt",
    "rep", "reps", "rev",    "sen",  "sens", "sgt",  "sig",  "sra", "srta", "ste", "supt", "treas", "ud",
};

constexpr std::string_view kConnectives[] = {
    "approx", "bzgl", "bzw", "cf", "e.g", "geb", "ggf", "i.e", "sog", "u.a", "vgl", "viz", "vs", "z.b", "z.t",
};

constexpr std::string_view kBeforeDigit[] = {
    "abb", "abs",  "apr",  "art", "aug",  "bd",  "bl",  "ch",   "chap", "dec",  "dez", "feb", "febr", "fig",
    "jan", "janv", "jul",  "jun", "juil", "mar", "mrz", "no",   "nos",  "nov",  "nr",  "num", "oct",  "okt",
    "op",  "p",    "para", "pp",  "pt",   "s",   "sec", "sect", "sep",  "sept", "tel", "vol", "vols",
};

constexpr std::string_view kMayEnd[] = {
    "al",  "assn", "ave", "blvd", "bros", "bsp", "co", "corp", "ctr", "d.h",  "esq", "etc", "inc", "jr",
    "ltd", "mio",  "mrd", "plc",  "rd",   "sr",  "st", "str",  "tsd", "univ", "usf", "usw", "v",
};

// American states, in datelines and after towns: only where written with a capital.
constexpr std::string_view kStates[] = {
    "ala",  "ariz", "ark", "calif", "colo", "conn", "del",  "fla", "ga", "ill",  "ind",  "kan", "kans", "ky", "md",   "mass", "mich",
    "minn", "miss", "mo",  "mont",  "neb",  "nev",  "okla", "ore", "pa", "penn", "tenn", "tex", "va",   "vt", "wash", "wis",  "wyo",
};

constexpr std::string_view kOpeners[] = {
    "A",       "After", "All",    "Although", "An",      "And",  "Another", "As",    "At",   "Because",   "Before", "Both",
    "But",     "By",    "Das",    "Der",      "Despite", "Die",  "During",  "Each",  "Ein",  "Eine",      "El",     "Er",
    "Es",      "Even",  "For",    "From",     "He",      "Her",  "Here",    "His",   "How",  "However",   "I",      "If",
    "Il",      "In",    "It",     "Its",      "La",      "Last", "Le",      "Les",   "Many", "Meanwhile", "More",   "Most",
    "My",      "No",    "Not",    "Now",      "On",      "One",  "Or",      "Other", "Our",  "Several",   "She",    "Sie",
    "Since",   "So",    "Some",   "Still",    "Such",    "That", "The",     "Their", "Then", "There",     "These",  "They",
    "This",    "Those", "Though", "Through",  "To",      "Two",  "Under",   "Until", "We",   "What",      "When",   "Where",
    "Whether", "While", "Who",    "Why",      "Wir",     "With", "Yet",     "You",   "Your",
};

template <std::size_t N>
bool has(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// "U.S", "a.m", "J": single letters with dots between them.
bool initials(std::string_view word) {
  while (!word.empty()) {
    const std::size_t dot = word.find('.');
    const std::string_view part = word.substr(0, dot);
    if (characters(part) != 1 || (part[0] >= '0' && part[0] <= '9')) return false;
    word = dot == word.npos ? std::string_view() : word.substr(dot + 1);
  }
  return true;
}

}  // namespace

Stop stop_after(std::string_view word) {
  constexpr std::size_t kLongest = 16;
  if (word.empty() || word.size() > kLongest) return Stop::ends;
  const std::string folded = fold(word);
  const bool capital = folded[0] != word[0];
  if (has(kConnectives, folded) || (capital && has(kTitles, folded))) return Stop::never;
  const bool capital_initial = characters(word) == 1 && folded != word;
  if (has(kMayEnd, folded) || capital_initial || (capital && has(kStates, folded))) return Stop::may_end;
  if (has(kBeforeDigit, folded)) return Stop::before_digit;
  return word.find('.') != word.npos && initials(word) ? Stop::may_end : Stop::ends;
}

bool opens_sentences(std::string_view word) { return has(kOpeners, word); }

bool writes_ordinals_with_stop(std::string_view language) {
  static constexpr std::string_view kLanguages[] = {"bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is",
                                                    "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr"};
  return has(kLanguages, language);
}

}  // namespace backfile::analysis
