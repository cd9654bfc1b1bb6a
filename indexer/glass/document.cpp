#include "indexer/glass/document.h"

#include <algorithm>

#include "indexer/glass/position_chunks.h"

namespace backfile::glass {
namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFF;            // of a chain
constexpr std::size_t kKeptPositions = 1 << 18;       // 2 MB
constexpr std::uint8_t kNobody = 0, kSeveral = 0xFF;  // at a place
constexpr std::size_t kKeptBytes = 16u << 20;

}  // namespace

Document::Term& Document::term(std::uint32_t number) {
  if (number >= places_.size()) places_.resize(names_.size() + names_.size() / 2);
  Place& place = places_[number];
  if (place.document != document_) {
    place = {document_, static_cast<std::uint32_t>(terms_.size())};
    terms_.push_back({number, 0, kEnd, kEnd, false});
  }
  return terms_[place.index];
}

void Document::add_position(std::uint32_t number, std::uint32_t position, std::uint32_t occurrences) {
  Term& found = term(number);
  found.occurrences += occurrences;
  const auto index = static_cast<std::uint32_t>(positions_.size());
  positions_.push_back({position, kEnd});
  (found.last == kEnd ? found.first : positions_[found.last].next) = index;
  found.last = index;
}

void Document::add_word(std::uint32_t number, std::uint32_t position) {
  add_position(number, position);
  term(number).is_word = true;
  if (position > kPositionsEnd) return;  // it is beside nothing that is in a chunk
  if (position >= codes_.size()) codes_.resize(position + 1, kNobody);
  const std::uint8_t code = names_.neighbour_code(number);
  codes_[position] = codes_[position] == kNobody || codes_[position] == code ? code : kSeveral;
}

// Where nobody stands no phrase goes on: any code says so, as whoever takes it for a word's looks at the word.
std::uint8_t Document::code_at(std::uint32_t position) const {
  constexpr std::uint8_t kAny = 15;
  if (position > kPositionsEnd) return 0;
  const std::uint8_t code = position < codes_.size() ? codes_[position] : kNobody;
  return code == kSeveral ? 0 : code == kNobody ? kAny : code;
}

void Document::neighbours_of(const Term& term, const std::vector<std::uint32_t>& positions, std::vector<std::uint8_t>& neighbours) const {
  neighbours.clear();
  if (!term.is_word) return;
  for (const std::uint32_t position : positions) {
    const std::uint8_t before = position == 0 ? std::uint8_t{0} : code_at(position - 1);
    neighbours.push_back(static_cast<std::uint8_t>(before << kNeighbourBits | code_at(position + 1)));
  }
}

void Document::add_value(std::uint32_t slot, std::string value) {
  if (!value.empty()) values_.emplace_back(slot, std::move(value));
}

void Document::sort() {
  thread_local std::vector<std::uint32_t> order;
  order.clear();
  for (const Term& one : terms_) order.push_back(one.number);
  names_.sort(order);
  unsorted_.swap(terms_);
  terms_.clear();
  for (const std::uint32_t number : order) {
    terms_.push_back(unsorted_[places_[number].index]);
    places_[number].index = static_cast<std::uint32_t>(terms_.size() - 1);
  }
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
  if (positions_.capacity() > kKeptPositions) std::vector<Position>().swap(positions_);
  ++document_;
  data_ = {};
  terms_.clear();
  positions_.clear();
  codes_.clear();
  values_.clear();
}

void Document::forget_terms() {
  // What a very long article took is not kept.
  if (names_.bytes() + places_.capacity() * sizeof(Place) + terms_.capacity() * sizeof(Term) > kKeptBytes) {
    *this = Document();
    return;
  }
  clear();
  names_.clear();
}

}  // namespace backfile::glass
