// Open addressing with linear probing over entries in an arena: an entry, its readings and its strings lie side by side.
#include "indexer/analysis/word_cache.h"

#include <cstring>
#include <new>

namespace backfile::analysis {
namespace {

constexpr std::size_t kFirstSlots = 1u << 14;  // a power of two, as is every later size
constexpr std::size_t kBlockBytes = 256u << 10;

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

struct WordCache::Entry {
  std::string_view written;
  unsigned language_key;
  std::uint32_t count;
  const CachedReading* readings;
};

WordCache::WordCache(std::size_t most_bytes) : most_bytes_(most_bytes), slots_(kFirstSlots) {}

CachedWord WordCache::get(std::string_view written, unsigned language_key, Language language) {
  const std::uint64_t hash = hash_of(written, language_key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot].entry; slot = (slot + 1) & mask) {
    const Entry& entry = *slots_[slot].entry;
    if (slots_[slot].hash == hash && entry.language_key == language_key && entry.written == written) return {entry.readings, entry.count};
  }
  const Entry* entry = insert(written, language_key, language);
  slots_[slot] = {hash, entry};
  if (++used_ * 2 > slots_.size()) grow();
  return {entry->readings, entry->count};
}

// A term is often the word as written, and a stem its beginning: they then share bytes, and a hot word fits in two cache lines.
const WordCache::Entry* WordCache::insert(std::string_view written, unsigned language_key, Language language) {
  const std::vector<Reading>& made = reader_.read(written, language);
  auto* entry = new (allocate(sizeof(Entry), alignof(Entry))) Entry{};
  auto* readings = reinterpret_cast<CachedReading*>(allocate(made.size() * sizeof(CachedReading), alignof(CachedReading)));
  const std::string_view kept = keep(written);
  const auto share = [this](std::string_view with, const std::string& text) {
    return with.starts_with(text) ? with.substr(0, text.size()) : keep(text);
  };
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Reading& from = made[i];
    const std::string_view term = share(kept, from.term);
    new (readings + i) CachedReading{
        term, {share(term, from.stems[0]), share(term, from.stems[1])}, from.begin, from.end, from.same_position, from.only_in_capitals};
  }
  *entry = Entry{kept, language_key, static_cast<std::uint32_t>(made.size()), readings};
  return entry;
}

std::string_view WordCache::keep(std::string_view text) {
  if (text.empty()) return {};
  char* copy = allocate(text.size(), 1);
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

char* WordCache::allocate(std::size_t bytes, std::size_t alignment) {
  const std::size_t skew = free_ ? (alignment - reinterpret_cast<std::uintptr_t>(free_) % alignment) % alignment : 0;
  if (!free_ || bytes + skew > free_bytes_) {
    const std::size_t size = bytes + alignment > kBlockBytes ? bytes + alignment : kBlockBytes;
    blocks_.push_back(std::make_unique<char[]>(size));
    free_ = blocks_.back().get();  // aligned for everything
    free_bytes_ = size;
    held_bytes_ += size;
    char* result = free_;
    free_ += bytes;
    free_bytes_ -= bytes;
    return result;
  }
  char* result = free_ + skew;
  free_ += skew + bytes;
  free_bytes_ -= skew + bytes;
  return result;
}

void WordCache::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (!slot.entry) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].entry) at = (at + 1) & mask;
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

void WordCache::trim() {
  if (held_bytes_ + slots_.size() * sizeof(Slot) <= most_bytes_) return;
  slots_.assign(kFirstSlots, Slot{});
  slots_.shrink_to_fit();
  blocks_.clear();
  used_ = held_bytes_ = free_bytes_ = 0;
  free_ = nullptr;
}

}  // namespace backfile::analysis
