#include "indexer/ingest/word_terms.h"

namespace backfile::ingest {
namespace {

constexpr unsigned kSlotBits = 15;  // 400 KB; an article has a few hundred different words

bool is(const glass::Names& names, std::uint32_t number, std::string_view prefix, std::string_view word) {
  if (number >= names.size()) return false;
  const std::string_view name = names.name(number);
  return name.size() == prefix.size() + word.size() && name.starts_with(prefix) && name.ends_with(word);
}

}  // namespace

WordTerms::WordTerms() : known_(std::size_t{1} << kSlotBits, Numbers{kNone, {kNone, kNone}}) {}

const WordTerms::Numbers& WordTerms::of(const analysis::Token& token, std::string_view word_prefix, std::string_view stem_prefix,
                                        glass::Document& document) {
  const std::uint64_t place = reinterpret_cast<std::uintptr_t>(token.term.data()) * 0x9E3779B97F4A7C15ull;
  Numbers& known = known_[place >> (64 - kSlotBits)];
  const glass::Names& names = document.names();
  bool same = is(names, known.word, word_prefix, token.term);
  for (std::size_t i = 0; i < known.stems.size() && same; ++i) {
    same = token.stems[i].empty() ? known.stems[i] == kNone : is(names, known.stems[i], stem_prefix, token.stems[i]);
  }
  if (same) return known;
  known.word = document.number(word_prefix, token.term);
  for (std::size_t i = 0; i < known.stems.size(); ++i) {
    known.stems[i] = token.stems[i].empty() ? kNone : document.number(stem_prefix, token.stems[i]);
  }
  return known;
}

}  // namespace backfile::ingest
