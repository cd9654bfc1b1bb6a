#include "indexer/glass/block_cache.h"

#include <algorithm>

namespace backfile::glass {

HeldBlock HeldBlock::make() {
  HeldBlock held;
  held.own_ = std::make_unique_for_overwrite<Block>();
  held.bytes_ = held.own_->data();
  return held;
}

BlockCache::BlockCache(std::size_t bytes)
    : sets_(std::max<std::size_t>(1, bytes / kBlockBytes / Set::kEntries)),
      blocks_(std::make_unique_for_overwrite<Block[]>(sets_.size() * Set::kEntries)) {}

std::uint64_t BlockCache::next_file() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

// Neighbouring blocks, which are read one after the other, are of different sets.
BlockCache::Set& BlockCache::set_of(std::uint64_t file, std::uint32_t block) {
  constexpr std::uint64_t kApart = 7919;  // a prime, so that blocks of one number in different files are of different sets too
  return sets_[(file * kApart + block) % sets_.size()];
}

// Else the place of the one that nobody holds and that was not asked for for longest.
BlockCache::Taken BlockCache::hold(Set& set, std::uint64_t file, std::uint32_t block) {
  const std::lock_guard lock(set.mutex);
  Entry* found = nullptr;
  bool there = false;
  for (Entry& entry : set.entries) {
    there = entry.file == file && entry.block == block;
    if (there || (entry.holders == 0 && (!found || entry.used < found->used))) found = &entry;
    if (there) break;
  }
  if (!found) return {HeldBlock::make(), true, nullptr};
  if (!there) found->file = 0;
  found->used = ++set.uses;
  ++found->holders;
  HeldBlock held;
  const auto row = static_cast<std::size_t>(&set - sets_.data()), place = static_cast<std::size_t>(found - set.entries.data());
  held.bytes_ = blocks_[row * Set::kEntries + place].data();
  held.holders_ = &found->holders;
  return {std::move(held), !there, found};
}

void BlockCache::enter(Set& set, Entry& entry, std::uint64_t file, std::uint32_t block) {
  const std::lock_guard lock(set.mutex);
  entry.file = file;
  entry.block = block;
}

}  // namespace backfile::glass
