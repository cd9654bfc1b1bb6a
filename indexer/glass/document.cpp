#include "indexer/glass/document.h"

#include <algorithm>

namespace backfile::glass {
namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFF;       // of a chain
constexpr std::size_t kKeptPositions = 1 << 18;  // 2 MB

}  // namespace

Document::Term& Document::term(std::string_view prefix, std::string_view word) {
  const std::uint32_t number = names_.number(prefix, word);
  if (number == terms_.size()) terms_.push_back({number, 0, kEnd, kEnd});
  return terms_[number];
}

void Document::add_term(std::string_view prefix, std::string_view word, std::uint32_t occurrences) {
  term(prefix, word).occurrences += occurrences;
}

void Document::add_position(std::string_view prefix, std::string_view word, std::uint32_t position, std::uint32_t occurrences) {
  Term& found = term(prefix, word);
  found.occurrences += occurrences;
  const auto index = static_cast<std::uint32_t>(positions_.size());
  positions_.push_back({position, kEnd});
  (found.last == kEnd ? found.first : positions_[found.last].next) = index;
  found.last = index;
}

void Document::add_value(std::uint32_t slot, std::string value) {
  if (!value.empty()) values_.emplace_back(slot, std::move(value));
}

void Document::sort() {
  std::sort(terms_.begin(), terms_.end(), [&](const Term& a, const Term& b) { return name(a) < name(b); });
  std::sort(values_.begin(), values_.end());
}

void Document::positions_of(const Term& term, std::vector<std::uint32_t>& positions) const {
  positions.clear();
  bool ascending = true;
  for (std::uint32_t i = term.first; i != kEnd; i = positions_[i].next) {
    ascending = ascending && (positions.empty() || positions.back() < positions_[i].position);
    positions.push_back(positions_[i].position);
  }
  if (ascending) return;
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

void Document::clear() {
  names_.clear();
  if (positions_.capacity() > kKeptPositions) std::vector<Position>().swap(positions_);
  data_ = {};
  terms_.clear();
  positions_.clear();
  values_.clear();
}

}  // namespace backfile::glass
