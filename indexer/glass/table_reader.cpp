#include "indexer/glass/table_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace backfile::glass {
namespace {

constexpr std::size_t kHead = 11, kOffset = 2, kItemHead = 3, kComponent = 2, kBlockNumber = 4;
constexpr unsigned kDeflated = 0x80, kLast = 0x40, kFirst = 0x20, kFlags = kDeflated | kLast | kFirst;
constexpr std::uint32_t kMostLevels = 10;  // Xapian's
constexpr const char* kDamaged = "the table is damaged";

std::size_t get2(const unsigned char* at) { return static_cast<std::size_t>(at[0]) << 8 | at[1]; }
std::uint32_t get4(const unsigned char* at) { return static_cast<std::uint32_t>(get2(at) << 16 | get2(at + 2)); }

bool is_sound(const unsigned char* block, std::uint32_t level) {
  const std::size_t end = get2(block + 9);
  return block[4] == level && end >= kHead + kOffset && end <= kBlockBytes && (end - kHead) % kOffset == 0;
}

}  // namespace

TableFile::TableFile(std::string its_path, const Root& its_root, std::uint32_t its_revision, std::shared_ptr<BlockCache> cache)
    : path(std::move(its_path)),
      root(its_root),
      revision(its_revision),
      cache_(std::move(cache)),
      number_(cache_ ? BlockCache::next_file() : 0) {
  if (root.entries == 0) return;
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) result_ = fail(Code::io, path + ": " + std::strerror(errno));
}

TableFile::Trouble TableFile::read(std::uint32_t block, std::uint32_t level, HeldBlock& held) const {
  Trouble trouble = Trouble::none;
  const auto read = [&](unsigned char* into) {
    const auto place = static_cast<off_t>(block) * static_cast<off_t>(kBlockBytes);
    if (::pread(descriptor_, into, kBlockBytes, place) != static_cast<ssize_t>(kBlockBytes)) trouble = Trouble::damaged;
    if (trouble == Trouble::none && get4(into) > revision) trouble = Trouble::changed;
    return trouble == Trouble::none;
  };
  if (cache_) {
    held = cache_->find(number_, block, read);
  } else {
    if (!held.bytes()) held = HeldBlock::make();
    read(held.bytes());
  }
  return trouble == Trouble::none && !is_sound(held.bytes(), level) ? Trouble::damaged : trouble;
}

TableFile::~TableFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

TableReader::TableReader(std::shared_ptr<const TableFile> file) : file_(std::move(file)), result_(file_->result()) {
  if (file_->root.level >= kMostLevels) fail_as_damaged();
  at_end_ = !result_ || file_->is_empty();
  frames_.resize(file_->root.level + 1);
}

bool TableReader::fail_with(Code code, const char* what) {
  if (result_) result_ = fail(code, file_->path + ": " + what);
  at_end_ = true;
  return false;
}

void TableReader::fail_as_damaged() { fail_with(Code::damaged, kDamaged); }

// Into the level's frame, unless it is there.
bool TableReader::read(std::uint32_t block, std::uint32_t level) {
  Frame& frame = frames_[level];
  frame.at = kHead;
  if (frame.block && frame.number == block) return true;
  frame.number = block;
  const auto trouble = file_->read(block, level, frame.held);
  frame.block = frame.held.bytes();
  if (trouble == TableFile::Trouble::changed) return fail_with(Code::busy, "it was changed meanwhile");
  if (trouble == TableFile::Trouble::damaged) return fail_with(Code::damaged, kDamaged);
  frame.end = get2(frame.block + 9);
  return true;
}

// The block that a branch is at.
bool TableReader::below(const Frame& branch, std::uint32_t& block) {
  const std::size_t item = get2(branch.block + branch.at);
  if (item + kBlockNumber > kBlockBytes) return fail_with(Code::damaged, kDamaged);
  block = get4(branch.block + item);
  return true;
}

// To the first or the last item of a leaf.
bool TableReader::descend(std::uint32_t block, std::uint32_t level, bool to_last) {
  while (true) {
    if (!read(block, level)) return false;
    if (to_last) frames_[level].at = frames_[level].end - kOffset;
    if (level == 0) return true;
    if (!below(frames_[level], block)) return false;
    --level;
  }
}

// Up to the first level that has more, and down from there.
bool TableReader::next_item(Item& item) {
  if (!started_) {
    started_ = true;
    if (!descend(file_->root.block, file_->root.level)) return false;
  } else {
    std::uint32_t level = 0;
    while (level <= file_->root.level && frames_[level].at + kOffset >= frames_[level].end) ++level;
    if (level > file_->root.level) return false;
    frames_[level].at += kOffset;
    std::uint32_t block = 0;
    if (level > 0 && (!below(frames_[level], block) || !descend(block, level - 1))) return false;
  }
  return parse(frames_[0], frames_[0].at, item) || fail_with(Code::damaged, kDamaged);
}

bool TableReader::parse(const Frame& leaf, std::size_t place, Item& item) const {
  const std::size_t at = get2(leaf.block + place);
  if (at + kItemHead > kBlockBytes) return false;
  const unsigned char* const bytes = leaf.block + at;
  item.flags = bytes[0] & kFlags;
  const std::size_t size = (get2(bytes) & (0xFFFF - (kFlags << 8))) + kItemHead, key = bytes[2];
  const std::size_t head = kItemHead + key + (item.flags & kFirst ? 0 : kComponent);
  if (at + size > kBlockBytes || head > size) return false;
  item.key = {reinterpret_cast<const char*>(bytes) + kItemHead, key};
  item.piece = {reinterpret_cast<const char*>(bytes) + head, size - head};
  return true;
}

bool TableReader::next() {
  if (at_end_) return false;
  Item item;
  do {
    if (!next_item(item)) {
      at_end_ = true;
      return false;
    }
  } while (item.key.empty());  // the first of all is empty
  // Keys rise: what damage leads back to would never end.
  if (item.key <= key_) return fail_with(Code::damaged, kDamaged);
  return take(item);
}

// The entry that begins with an item.
bool TableReader::take(Item item) {
  if (!(item.flags & kFirst)) return fail_with(Code::damaged, kDamaged);
  key_.assign(item.key);
  is_deflated_ = item.flags & kDeflated;
  tag_ = item.piece;
  if (item.flags & kLast) return true;
  joined_.assign(item.piece);
  while (!(item.flags & kLast)) {
    if (!next_item(item) || item.flags & kFirst || item.key != key_) return fail_with(Code::damaged, kDamaged);
    joined_.append(item.piece);
  }
  tag_ = joined_;
  return true;
}

// Whether an item's key and component are above `key` and the first component; false where the item makes no sense.
bool TableReader::is_above(const Frame& frame, std::uint32_t level, std::size_t place, std::string_view key, bool& above) {
  const unsigned char* const block = frame.block;
  const std::size_t at = get2(block + place) + (level > 0 ? kBlockNumber : kItemHead - 1);  // of the length of the key
  if (at >= kBlockBytes || at + 1 + block[at] + (level > 0 ? kComponent : 0) > kBlockBytes) return fail_with(Code::damaged, kDamaged);
  const int order = std::string_view(reinterpret_cast<const char*>(block + at + 1), block[at]).compare(key);
  above = order > 0;
  if (order == 0) above = level > 0 ? get2(block + at + 1 + block[at]) > 1 : !(block[at + 1 - kItemHead] & kFirst);
  return true;
}

// To the last item that is not above the key. from: the first place in question; near: whether it is likely to be near that.
bool TableReader::find_in(std::uint32_t level, std::string_view key, std::size_t from, bool near) {
  Frame& frame = frames_[level];
  std::size_t low = from, high = frame.end;  // what is below `low` is not above it, what is from `high` on is
  bool above = false;
  for (std::size_t step = kOffset; near && low < high; step *= 2) {
    const std::size_t place = std::min(low + step - kOffset, high - kOffset);
    if (!is_above(frame, level, place, key, above)) return false;
    (above ? high : low) = above ? place : place + kOffset;
    near = !above;
  }
  while (low < high) {
    const std::size_t middle = low + (high - low) / (2 * kOffset) * kOffset;
    if (!is_above(frame, level, middle, key, above)) return false;
    (above ? high : low) = above ? middle : middle + kOffset;
  }
  frame.at = low - kOffset;  // kHead - kOffset: all are above it
  return true;
}

bool TableReader::step_back() {
  std::uint32_t level = 0;
  while (level <= file_->root.level && frames_[level].at == kHead) ++level;
  if (level > file_->root.level) return false;
  frames_[level].at -= kOffset;
  std::uint32_t block = 0;
  return level == 0 || (below(frames_[level], block) && descend(block, level - 1, true));
}

// To the key where it is behind the entry that is read now, and in the same block: many are asked for in order.
bool TableReader::is_ahead_in_leaf(std::string_view key) {
  Frame& leaf = frames_[0];
  if (key_.empty() || key_ >= key || !find_in(0, key, leaf.at + kOffset, true)) return false;
  Item item;
  // Behind the last one there may be others, in the next block.
  return leaf.at + kOffset < leaf.end || (parse(leaf, leaf.at, item) && item.key == key);
}

// To the key where it is the very next: many are asked for one after the other.
bool TableReader::step_to(std::string_view key) {
  Frame& leaf = frames_[0];
  Item item;
  if (leaf.at + kOffset >= leaf.end || !parse(leaf, leaf.at + kOffset, item) || item.key != key || !(item.flags & kFirst)) return false;
  leaf.at += kOffset;
  return take(item);
}

bool TableReader::seek(std::string_view key) {
  if (!result_ || file_->is_empty()) return false;
  if (!at_end_ && started_ && step_to(key)) return true;
  if (at_end_ || !started_ || !is_ahead_in_leaf(key)) {
    if (!result_) return false;
    at_end_ = false;
    started_ = true;
    std::uint32_t block = file_->root.block;
    for (std::uint32_t level = file_->root.level;; --level) {
      if (!read(block, level) || !find_in(level, key, kHead, false)) return false;
      if (level == 0) break;
      if (frames_[level].at < kHead) return fail_with(Code::damaged, kDamaged);  // a branch begins with an empty key
      if (!below(frames_[level], block)) return false;
    }
    // A block is found by a part of its first key: the entry may be the last of the block before.
    if (frames_[0].at < kHead) {
      frames_[0].at = kHead;
      if (!step_back()) return false;
    }
  }
  Item item;
  if (!parse(frames_[0], frames_[0].at, item)) return fail_with(Code::damaged, kDamaged);
  while (!(item.flags & kFirst)) {
    if (!step_back() || !parse(frames_[0], frames_[0].at, item)) return fail_with(Code::damaged, kDamaged);
  }
  if (item.key.empty()) {
    key_.clear();
    return false;
  }
  return take(item);
}

}  // namespace backfile::glass
