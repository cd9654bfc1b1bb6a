#include "indexer/glass/table_writer.h"

#include <algorithm>
#include <cstring>

namespace backfile::glass {
namespace {

constexpr std::size_t kHead = 11, kOffset = 2;
constexpr std::size_t kItemHead = 3, kComponent = 2, kBlockNumber = 4;  // size and key length; behind a key; before one
constexpr unsigned kDeflated = 0x80, kLast = 0x40, kFirst = 0x20;       // in an item's first byte

// Tags are cut where a block has so much left: a cut costs an item's head, and a block more to read.
constexpr std::size_t kWorthCutting = 256;

void put2(unsigned char* at, std::size_t value) {
  at[0] = static_cast<unsigned char>(value >> 8);
  at[1] = static_cast<unsigned char>(value);
}

void put4(unsigned char* at, std::uint32_t value) {
  put2(at, value >> 16);
  put2(at + 2, value & 0xFFFF);
}

}  // namespace

struct TableWriter::Level {
  unsigned char block[kBlockBytes] = {};
  std::size_t directory_end = kHead, items_begin = kBlockBytes;
  Separator separator;  // the lowest key that belongs into this block; empty in the leftmost

  std::size_t free() const { return items_begin - directory_end; }
  unsigned char* add(std::size_t size) {
    items_begin -= size;
    put2(block + directory_end, items_begin);
    directory_end += kOffset;
    return block + items_begin;
  }
  void begin(Separator from) {
    std::memset(block, 0, sizeof block);
    directory_end = kHead;
    items_begin = kBlockBytes;
    separator = std::move(from);
  }
};

TableWriter::TableWriter(const std::string& path) : file_(path) {
  levels_.push_back(std::make_unique<Level>());
  unsigned char* const empty = levels_[0]->add(kItemHead);
  empty[0] = kFirst | kLast;
}

TableWriter::~TableWriter() = default;

std::uint32_t TableWriter::write_block(std::size_t level) {
  Level& from = *levels_[level];
  put4(from.block, kRevision);
  from.block[4] = static_cast<unsigned char>(level);
  put2(from.block + 5, from.free());
  put2(from.block + 7, from.free());
  put2(from.block + 9, from.directory_end);
  file_.write({reinterpret_cast<const char*>(from.block), sizeof from.block});
  return blocks_++;
}

void TableWriter::add(std::string_view key, std::string_view tag, bool is_deflated) {
  ++entries_;
  std::uint16_t component = 1;
  std::size_t done = 0;
  do {
    const std::size_t head = kItemHead + key.size() + (component > 1 ? kComponent : 0), left = tag.size() - done;
    const std::size_t free = levels_[0]->free();
    const std::size_t room = free > kOffset ? std::min(free - kOffset, kMaxItemBytes) : 0;
    if (head + left > room && (free < kWorthCutting || room < head + kWorthCutting / 2)) {
      next_leaf(key, component);
      continue;
    }
    const std::size_t piece = std::min(left, room - head);
    const bool last = piece == left;
    add_item(key, component, tag.substr(done, piece), (is_deflated ? kDeflated : 0) | (last ? kLast : 0) | (component == 1 ? kFirst : 0));
    done += piece;
    ++component;
    if (last) return;
  } while (true);
}

void TableWriter::add_item(std::string_view key, std::uint16_t component, std::string_view piece, unsigned flags) {
  const std::size_t head = kItemHead + key.size() + (component > 1 ? kComponent : 0);
  unsigned char* at = levels_[0]->add(head + piece.size());
  put2(at, head + piece.size() - kItemHead);
  at[0] |= static_cast<unsigned char>(flags);
  at[2] = static_cast<unsigned char>(key.size());
  std::memcpy(at + kItemHead, key.data(), key.size());
  if (component > 1) put2(at + kItemHead + key.size(), component);
  if (!piece.empty()) std::memcpy(at + head, piece.data(), piece.size());
}

// The block to come is found by as much of its first key as tells it from the last one of this block.
void TableWriter::next_leaf(std::string_view key, std::uint16_t component) {
  Level& leaf = *levels_[0];
  const unsigned char* const item = leaf.block + leaf.items_begin;
  const std::string_view before(reinterpret_cast<const char*>(item + kItemHead), item[2]);
  const auto differs = std::mismatch(before.begin(), before.end(), key.begin(), key.end()).second;
  const auto same = static_cast<std::size_t>(differs - key.begin());
  Separator separator{std::string(key.substr(0, same + 1)), component};
  const std::uint32_t number = write_block(0);
  const Separator own = leaf.separator;
  leaf.begin(std::move(separator));
  add_branch(1, own, number);
}

void TableWriter::add_branch(std::size_t level, const Separator& separator, std::uint32_t block) {
  if (level == levels_.size()) levels_.push_back(std::make_unique<Level>());
  Level& branch = *levels_[level];
  const bool is_first = branch.directory_end == kHead;
  const std::size_t size = kBlockNumber + 1 + (is_first ? 0 : separator.key.size()) + kComponent;
  if (size + kOffset > branch.free()) {
    const std::uint32_t number = write_block(level);
    const Separator own = branch.separator;
    branch.begin(separator);
    add_branch(level + 1, own, number);
    return add_branch(level, separator, block);
  }
  unsigned char* at = branch.add(size);
  put4(at, block);
  if (is_first) return;  // an empty key, and no component
  at[kBlockNumber] = static_cast<unsigned char>(separator.key.size());
  std::memcpy(at + kBlockNumber + 1, separator.key.data(), separator.key.size());
  put2(at + kBlockNumber + 1 + separator.key.size(), separator.component);
}

Result<Root> TableWriter::finish() {
  Root root{0, 0, 0, entries_};
  for (std::size_t level = 0; level < levels_.size() && entries_ > 0; ++level) {
    root.block = write_block(level);
    root.level = static_cast<std::uint32_t>(level);
    if (level + 1 < levels_.size()) add_branch(level + 1, levels_[level]->separator, root.block);
  }
  root.blocks = blocks_;
  if (auto closed = file_.close(); !closed) return tl::unexpected<Error>(closed.error());
  return root;
}

}  // namespace backfile::glass
