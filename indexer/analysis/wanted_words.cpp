// Tables of pairs and threes of letters.
#include "indexer/analysis/wanted_words.h"

#include <iterator>

#include "indexer/analysis/stems.h"

namespace backfile::analysis {
namespace {

constexpr std::array<std::uint8_t, 256> letter_codes() {
  std::array<std::uint8_t, 256> codes{};
  for (unsigned i = 0; i < 26; ++i) codes['a' + i] = codes['A' + i] = static_cast<std::uint8_t>(1 + i);
  for (unsigned i = 0; i < 10; ++i) codes['0' + i] = static_cast<std::uint8_t>(27 + i);
  return codes;
}

}  // namespace

constinit const std::array<std::uint8_t, 256> WantedWords::kCodes = letter_codes();

WantedWords::WantedWords(std::string_view language) {
  switch (beginnings_of_stems(language.substr(0, language.find('-')))) {
    case Beginnings::no_ascii_stems:
      stems_ = Stems::none;
      break;
    case Beginnings::kept:
      stems_ = Stems::begin_alike;
      break;
    case Beginnings::changed:
      stems_ = Stems::any;
      break;
  }
}

const WantedWords& WantedWords::all() {
  static const WantedWords everything = [] {
    WantedWords words;
    words.seconds_.fill(kAny);
    words.thirds_.fill(kAny);
    return words;
  }();
  return everything;
}

void WantedWords::add(std::uint8_t first, std::uint64_t seconds, std::uint64_t thirds) {
  seconds_[first] |= seconds;
  for (std::size_t second = 0; second < kCodesThereAre; ++second)
    if (seconds >> second & 1) thirds_[first * kCodesThereAre + second] |= second == 0 ? kAny : thirds;
}

// Signs inside a term (u.s) are not in the word that it is the term of.
void WantedWords::add_term(std::string_view term) {
  std::uint8_t letters[3] = {0, 0, 0};
  unsigned count = 0;
  for (const char c : term) {
    if (static_cast<unsigned char>(c) >= 0x80) return;  // of no plain word
    if (code(c) == 0) continue;
    letters[count++] = code(c);
    if (count == std::size(letters)) break;
  }
  if (count > 0) add(letters[0], std::uint64_t{1} << letters[1], std::uint64_t{1} << letters[2]);
}

void WantedWords::add_stem(std::string_view stem) {
  if (stem.empty() || stems_ == Stems::none) return;
  if (stems_ == Stems::any) {
    seconds_.fill(kAny);
    return thirds_.fill(kAny);
  }
  const std::uint8_t first = code(stem[0]);
  if (first == 0) return;  // of no plain word
  // The beginning of a word that was longer, and a y that became an i: dying has the stem die.
  const std::uint64_t second = stem.size() < 2 ? kAny : std::uint64_t{1} << code(stem[1]) | std::uint64_t{1} << code('y');
  // A stem of three letters may end with one that its word has not there: cry has cri, aging has age, Dutch boom has bom.
  add(first, second, stem.size() < 4 ? kAny : std::uint64_t{1} << code(stem[2]));
}

}  // namespace backfile::analysis
