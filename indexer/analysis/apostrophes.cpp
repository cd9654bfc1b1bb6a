// The lists of apostrophes.h.
#include "indexer/analysis/apostrophes.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "indexer/analysis/characters.h"
#include "indexer/analysis/scan.h"

namespace backfile::analysis {

bool is_clitic(std::string_view folded) {
  static constexpr std::string_view kClitics[] = {"s", "ll", "re", "ve", "d", "m"};
  return std::find(std::begin(kClitics), std::end(kClitics), folded) != std::end(kClitics);
}

bool is_elision(std::string_view folded_prefix, std::string_view folded_rest) {
  static constexpr std::string_view kPrefixes[] = {
      "l",    "d",   "j",    "m",    "n",    "s",    "t",    "c",   "qu",   "jusqu", "lorsqu", "puisqu", "quoiqu", "un",   "gl",   "dell",
      "nell", "all", "dall", "sull", "coll", "degl", "negl", "agl", "dagl", "sugl",  "quell",  "quest",  "bell",   "sant", "tutt", "anch"};
  if (folded_rest.empty() || std::string_view("aeiouyh").find(folded_rest[0]) == std::string_view::npos) return false;
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), folded_prefix) != std::end(kPrefixes);
}

bool is_plain_with_ending(std::string_view written) {
  constexpr std::size_t kLongestEnding = 2, kTold = 3;  // letters that a word is told by; n't is no ending: don't has the term dont
  std::size_t at = 0;
  while (at < written.size() && is_ascii_word(static_cast<unsigned char>(written[at]))) ++at;
  const std::size_t letters = at;
  if (letters == 0 || at == written.size() || class_of(bmp_classes(), next_character(written, at)) != CharClass::apostrophe) return false;
  if (written.size() - at > kLongestEnding) return false;
  std::array<char, kLongestEnding> small{};
  for (std::size_t i = 0; i < small.size() && at + i < written.size(); ++i) small[i] = static_cast<char>(written[at + i] | 0x20);
  const std::string_view ending(small.data(), written.size() - at);
  return is_clitic(ending) || (ending == "t" && letters >= kTold);
}

std::size_t elided_bytes(std::string_view before) {
  constexpr std::size_t kMostLetters = 7;  // puisqu, lorsqu
  constexpr std::size_t kEnough = 64;      // bytes: more than so many letters and an apostrophe take
  before.remove_prefix(before.size() - std::min(before.size(), kEnough));
  const auto& classes = bmp_classes();
  const auto last_character = [&](std::string_view text, std::size_t& size) {
    UChar32 character = 0;
    auto begin = static_cast<std::int32_t>(text.size());
    U8_PREV(text.data(), 0, begin, character);
    size = text.size() - static_cast<std::size_t>(begin);
    return class_of(classes, character);
  };
  std::size_t size = 0, bytes = 0, letters = 0;
  if (before.empty() || last_character(before, size) != CharClass::apostrophe) return 0;
  for (bytes = size; bytes < before.size(); bytes += size, ++letters) {
    const CharClass kind = last_character(before.substr(0, before.size() - bytes), size);
    if (kind == CharClass::letter) continue;
    const bool word_goes_on = kind == CharClass::mark || kind == CharClass::digit || kind == CharClass::dictionary;
    if (word_goes_on) return 0;
    break;
  }
  return letters == 0 || letters > kMostLetters ? 0 : bytes;
}

}  // namespace backfile::analysis
