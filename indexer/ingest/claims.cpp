#include "indexer/ingest/claims.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace backfile::ingest {
namespace {

// FNV-1a with a final mix, since ids of one archive often differ in their last digits only.
std::uint64_t hash_of(std::string_view id) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 29);
}

std::uint64_t head_of(const std::string& digest) {
  std::uint64_t head = 0;
  std::memcpy(&head, digest.data(), std::min(digest.size(), sizeof head));
  return head;
}

}  // namespace

Claims::Entry& Claims::entry(std::uint64_t id) {
  std::size_t slot = id & (slots_.size() - 1);
  while (slots_[slot].number != 0 && slots_[slot].id != id) slot = (slot + 1) & (slots_.size() - 1);
  return slots_[slot];
}

Claims::Claim Claims::claim(const std::string& id, const std::string& digest, std::uint64_t number, std::uint64_t& earlier) {
  if (used_ * 2 >= slots_.size()) rebuild(slots_.size() * 2, [](std::uint64_t) { return false; });
  const std::uint64_t key = hash_of(id), head = head_of(digest);
  Entry& found = entry(key);
  if (found.number == 0) {
    found = {key, head, number};
    ++used_;
    return Claim::first;
  }
  if (found.digest == head) {
    earlier = found.number;  // the entry stays with the record that is to be written
    return Claim::identical;
  }
  found.number = number;
  found.digest = head;
  return Claim::repeated;
}

void Claims::forget(const std::function<bool(std::uint64_t number)>& is_settled) { rebuild(slots_.size(), is_settled); }

void Claims::rebuild(std::size_t slots, const std::function<bool(std::uint64_t)>& is_dropped) {
  std::vector<Entry> old(slots);
  old.swap(slots_);
  used_ = 0;
  for (const Entry& kept : old) {
    if (kept.number == 0 || is_dropped(kept.number)) continue;
    entry(kept.id) = kept;
    ++used_;
  }
}

}  // namespace backfile::ingest
