#include "indexer/ingest/terms.h"

#include <algorithm>

namespace backfile::ingest {
namespace {

constexpr std::uint32_t kEnd = 0xFFFFFFFF;         // of a chain
constexpr std::size_t kKeptOccurrences = 1 << 18;  // 2 MB
constexpr std::size_t kInitialSlots = 1 << 12;     // an article of 340 words has about 500 terms

// FNV-1a over prefix and word.
std::uint32_t hash_of(std::string_view prefix, std::string_view word) {
  std::uint32_t hash = 2166136261u;
  for (const char c : prefix) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

}  // namespace

TermCollector::TermCollector() : slots_(kInitialSlots) {}

void TermCollector::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 2);
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    std::size_t slot = terms_[i].hash & (wider.size() - 1);
    while (wider[slot] != 0) slot = (slot + 1) & (wider.size() - 1);
    wider[slot] = i + 1;
  }
  slots_ = std::move(wider);
}

TermCollector::Term& TermCollector::term(std::string_view prefix, std::string_view word) {
  if (terms_.size() * 2 >= slots_.size()) grow();
  const std::uint32_t hash = hash_of(prefix, word);
  const std::size_t size = prefix.size() + word.size();
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    Term& known = terms_[slots_[slot] - 1];
    if (known.hash != hash || known.size != size) continue;
    const std::string_view there = text(known);
    if (there.starts_with(prefix) && there.substr(prefix.size()) == word) return known;
  }
  terms_.push_back({static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(size), hash, 0, kEnd, kEnd});
  bytes_.append(prefix).append(word);
  slots_[slot] = static_cast<std::uint32_t>(terms_.size());
  return terms_.back();
}

void TermCollector::add(std::string_view prefix, std::string_view word, std::uint32_t position) {
  Term& found = term(prefix, word);
  if (position == kNoPosition) {
    ++found.count;
    return;
  }
  const auto index = static_cast<std::uint32_t>(occurrences_.size());
  occurrences_.push_back({position, kEnd});
  if (found.last == kEnd) {
    found.first = index;
  } else {
    occurrences_[found.last].next = index;
  }
  found.last = index;
}

void TermCollector::write_to(Xapian::Document& document) {
  std::sort(terms_.begin(), terms_.end(), [&](const Term& a, const Term& b) { return text(a) < text(b); });
  std::string name;
  for (const Term& found : terms_) {
    name.assign(text(found));
    if (found.count > 0) document.add_term(name, found.count);
    for (std::uint32_t i = found.first; i != kEnd; i = occurrences_[i].next) document.add_posting(name, occurrences_[i].position);
  }
  forget();
}

void TermCollector::forget() {
  // A very long article's table is not kept, nor swept for every short one after it.
  if (slots_.size() > kInitialSlots * 16 || occurrences_.capacity() > kKeptOccurrences) {
    *this = TermCollector();
    return;
  }
  bytes_.clear();
  terms_.clear();
  occurrences_.clear();
  std::fill(slots_.begin(), slots_.end(), 0);
}

}  // namespace backfile::ingest
