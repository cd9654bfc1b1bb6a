// Open addressing with linear probing over words in an arena: a head, its readings and its texts lie side by side, a cache line or two.
#include "indexer/analysis/word_cache.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace backfile::analysis {
namespace {

constexpr std::size_t kFirstSlots = 1u << 14;  // a power of two, as is every later size
constexpr std::size_t kUnit = 4;               // heads and readings consist of words of so many bytes
constexpr unsigned kBlockBits = 16;
constexpr std::size_t kBlockBytes = kUnit << kBlockBits;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 32);
}

std::uint64_t hash_of(std::string_view text, unsigned language_key) {
  std::uint64_t hash = mix(text.size(), language_key + 1);
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = mix(hash, word);
  }
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < left; ++i) rest |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return mix(hash, rest);
}

}  // namespace

WordCache::WordCache(std::size_t most_bytes) : most_bytes_(most_bytes), slots_(kFirstSlots) {}

// A place is the number of a block, and of a unit in it.
char* WordCache::bytes_at(std::uint32_t place) const {
  const std::size_t unit = place - 1;
  return blocks_[unit >> kBlockBits].get() + (unit & ((1u << kBlockBits) - 1)) * kUnit;
}

const WordCache::Head* WordCache::head_at(std::uint32_t place) const { return reinterpret_cast<const Head*>(bytes_at(place)); }

CachedWord WordCache::get(std::string_view written, unsigned language_key, Language language) {
  const std::uint64_t hash = hash_of(written, language_key);
  const auto high = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = high & mask;
  for (; slots_[slot].place != 0; slot = (slot + 1) & mask) {
    if (slots_[slot].hash != high) continue;
    const Head* const head = head_at(slots_[slot].place);
    if (head->language_key == language_key && std::string_view(CachedWord::text_of(head), head->written_bytes) == written)
      return CachedWord(head);
  }
  slots_[slot] = {high, insert(written, language_key, language)};
  const CachedWord word(head_at(slots_[slot].place));
  if (++used_ * 2 > slots_.size()) grow();
  return word;
}

// A term is often the word as written, and a stem its beginning: they then share bytes.
std::uint32_t WordCache::insert(std::string_view written, unsigned language_key, Language language) {
  using Packed = CachedWord::Packed;
  using Piece = CachedWord::Piece;
  static_assert(alignof(Head) <= kUnit && alignof(Packed) <= kUnit);
  const std::vector<Reading>& made = reader_.read(written, language);
  texts_.assign(written);
  const auto share = [this](Piece with, const std::string& text) -> Piece {
    const auto bytes = static_cast<std::uint32_t>(text.size());
    if (std::string_view(texts_).substr(with.at, with.bytes).starts_with(text)) return {with.at, bytes};
    texts_ += text;
    return {static_cast<std::uint32_t>(texts_.size()) - bytes, bytes};
  };
  std::vector<Packed> readings;
  for (const Reading& from : made) {
    const Piece term = share({0, static_cast<std::uint32_t>(written.size())}, from.term);
    readings.push_back(
        {from.begin, from.end, term, {share(term, from.stems[0]), share(term, from.stems[1])}, from.same_position, from.only_in_capitals});
  }
  const std::uint32_t place = allocate(sizeof(Head) + readings.size() * sizeof(Packed) + texts_.size());
  char* at = bytes_at(place);
  new (at) Head{static_cast<std::uint32_t>(written.size()), language_key, static_cast<std::uint32_t>(readings.size())};
  at += sizeof(Head);
  for (const Packed& one : readings) {
    new (at) Packed(one);
    at += sizeof(Packed);
  }
  std::memcpy(at, texts_.data(), texts_.size());
  return place;
}

std::uint32_t WordCache::allocate(std::size_t bytes) {
  bytes = (bytes + kUnit - 1) / kUnit * kUnit;
  if (bytes > free_bytes_) {
    const std::size_t size = std::max(bytes, kBlockBytes);
    blocks_.push_back(std::make_unique<char[]>(size));  // aligned for everything
    held_bytes_ += size;
    free_bytes_ = last_bytes_ = size;
  }
  const std::size_t unit = (last_bytes_ - free_bytes_) / kUnit;
  free_bytes_ -= bytes;
  // What is longer than a block has one of its own, and nothing follows it there.
  return static_cast<std::uint32_t>(((blocks_.size() - 1) << kBlockBits) + unit) + 1;
}

void WordCache::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.place == 0) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].place != 0) at = (at + 1) & mask;
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

void WordCache::trim() {
  if (held_bytes_ + slots_.size() * sizeof(Slot) <= most_bytes_) return;
  slots_.assign(kFirstSlots, Slot{});
  slots_.shrink_to_fit();
  blocks_.clear();
  used_ = held_bytes_ = free_bytes_ = last_bytes_ = 0;
}

}  // namespace backfile::analysis
