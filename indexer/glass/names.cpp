#include "indexer/glass/names.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace backfile::glass {
namespace {

constexpr std::size_t kFewestSlots = 1u << 12;  // an article of 340 words has about 500 terms; a power of two, as is every size
constexpr std::size_t kMaxTermBytes = 245;      // Xapian's
constexpr std::size_t kMostSlotsKept = 1u << 18;

std::uint32_t hash_of(const char* at, std::size_t size) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ull;
  std::uint64_t hash = size * kFactor;
  for (; size >= 8; size -= 8, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
  }
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < size; ++i) rest |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  hash = (hash ^ rest) * kFactor;
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

Names::Names() : slots_(kFewestSlots) {}

void Names::grow() {
  std::vector<Slot> wider(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & (wider.size() - 1);
    while (wider[at].number != 0) at = (at + 1) & (wider.size() - 1);
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

std::uint32_t Names::number(std::string_view prefix, std::string_view word) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  // Put down where it would stay if it were new, so that it is in one piece whatever its prefix.
  const std::size_t begin = bytes_.size(), size = prefix.size() + word.size();
  bytes_.append(prefix).append(word);
  const char* const wanted = bytes_.data() + begin;
  const std::uint32_t hash = hash_of(wanted, size);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash != hash) continue;
    const Entry& known = entries_[slots_[at].number - 1];
    if (known.size != size || std::memcmp(bytes_.data() + known.begin, wanted, size) != 0) continue;
    bytes_.resize(begin);
    return slots_[at].number - 1;
  }
  const bool is_term = size > 0 && size <= kMaxTermBytes && std::memchr(wanted, '\0', size) == nullptr;
  entries_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size), is_term, glass::neighbour_code({wanted, size})});
  slots_[at] = {hash, static_cast<std::uint32_t>(entries_.size())};
  return slots_[at].number - 1;
}

// Most pairs differ in the first eight bytes, which are compared as one number.
void Names::sort(std::vector<std::uint32_t>& numbers) {
  keys_.clear();
  for (const std::uint32_t number : numbers) {
    const std::string_view text = name(number);
    std::uint64_t head = 0;
    std::memcpy(&head, text.data(), std::min(text.size(), sizeof head));
    if constexpr (std::endian::native == std::endian::little) head = __builtin_bswap64(head);
    keys_.push_back({head, number});
  }
  std::sort(keys_.begin(), keys_.end(),
            [&](const Key& a, const Key& b) { return a.head != b.head ? a.head < b.head : name(a.number) < name(b.number); });
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = keys_[i].number;
}

void Names::clear() {
  // A very long article's table is not kept, nor swept for every short one after it.
  const bool much_too_wide = slots_.size() > kFewestSlots * 4 && slots_.size() > entries_.size() * 32;
  if (slots_.size() > kMostSlotsKept || much_too_wide) {
    *this = Names();
    return;
  }
  bytes_.clear();
  entries_.clear();
  std::fill(slots_.begin(), slots_.end(), Slot{});
}

}  // namespace backfile::glass
