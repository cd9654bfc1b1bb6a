#include "indexer/glass/table_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace backfile::glass {
namespace {

constexpr std::size_t kHead = 11, kOffset = 2, kItemHead = 3, kComponent = 2, kBlockNumber = 4;
constexpr unsigned kDeflated = 0x80, kLast = 0x40, kFirst = 0x20, kFlags = kDeflated | kLast | kFirst;
constexpr std::uint32_t kMostLevels = 10;  // Xapian's

std::size_t get2(const unsigned char* at) { return static_cast<std::size_t>(at[0]) << 8 | at[1]; }
std::uint32_t get4(const unsigned char* at) { return static_cast<std::uint32_t>(get2(at) << 16 | get2(at + 2)); }

}  // namespace

TableReader::TableReader(const std::string& path, const Root& root, std::uint32_t revision)
    : path_(path), root_(root), revision_(revision) {
  if (root.entries == 0) return;
  fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd_ < 0) fail_with(Code::io, std::strerror(errno));
  if (root.level >= kMostLevels) fail_as_damaged();
  frames_.resize(root.level + 1);
}

TableReader::~TableReader() {
  if (fd_ >= 0) ::close(fd_);
}

bool TableReader::fail_with(Code code, const char* what) {
  if (result_) result_ = fail(code, path_ + ": " + what);
  at_end_ = true;
  return false;
}

void TableReader::fail_as_damaged() { fail_with(Code::damaged, "the table is damaged"); }

bool TableReader::descend(std::uint32_t block, std::uint32_t level) {
  while (true) {
    Frame& frame = frames_[level];
    frame.block.resize(kBlockBytes);
    const auto place = static_cast<off_t>(block) * static_cast<off_t>(kBlockBytes);
    const ssize_t got = ::pread(fd_, frame.block.data(), kBlockBytes, place);
    if (got != static_cast<ssize_t>(kBlockBytes)) return fail_with(Code::damaged, "a block cannot be read");
    if (get4(frame.block.data()) > revision_) return fail_with(Code::busy, "it was changed meanwhile");
    frame.at = kHead;
    frame.end = get2(frame.block.data() + 9);
    if (frame.block[4] != level || frame.end < kHead + kOffset || frame.end > kBlockBytes || (frame.end - kHead) % kOffset != 0) {
      fail_as_damaged();
      return false;
    }
    if (level == 0) return true;
    const std::size_t item = get2(frame.block.data() + frame.at);
    if (item + kBlockNumber > kBlockBytes) return fail_with(Code::damaged, "the table is damaged");
    block = get4(frame.block.data() + item);
    --level;
  }
}

// Up to the first level that has more, and down from there.
bool TableReader::next_item(Item& item) {
  if (!started_) {
    started_ = true;
    if (!descend(root_.block, root_.level)) return false;
  } else {
    std::uint32_t level = 0;
    while (level <= root_.level && frames_[level].at + kOffset >= frames_[level].end) ++level;
    if (level > root_.level) return false;
    Frame& frame = frames_[level];
    frame.at += kOffset;
    if (level > 0) {
      const std::size_t below = get2(frame.block.data() + frame.at);
      if (below + kBlockNumber > kBlockBytes) return fail_with(Code::damaged, "the table is damaged");
      if (!descend(get4(frame.block.data() + below), level - 1)) return false;
    }
  }
  return parse(frames_[0], item) || fail_with(Code::damaged, "the table is damaged");
}

bool TableReader::parse(const Frame& leaf, Item& item) const {
  const std::size_t at = get2(leaf.block.data() + leaf.at);
  if (at + kItemHead > kBlockBytes) return false;
  const unsigned char* const bytes = leaf.block.data() + at;
  item.flags = bytes[0] & kFlags;
  const std::size_t size = (get2(bytes) & (0xFFFF - (kFlags << 8))) + kItemHead, key = bytes[2];
  const std::size_t head = kItemHead + key + (item.flags & kFirst ? 0 : kComponent);
  if (at + size > kBlockBytes || head > size) return false;
  item.key = {reinterpret_cast<const char*>(bytes) + kItemHead, key};
  item.piece = {reinterpret_cast<const char*>(bytes) + head, size - head};
  return true;
}

bool TableReader::next() {
  if (at_end_ || fd_ < 0) {
    at_end_ = true;
    return false;
  }
  Item item;
  do {
    if (!next_item(item)) {
      at_end_ = true;
      return false;
    }
  } while (item.key.empty());  // the first of all is empty
  // Keys rise: what damage leads back to would never end.
  if (!(item.flags & kFirst) || item.key <= key_) return fail_with(Code::damaged, "the table is damaged");
  key_.assign(item.key);
  is_deflated_ = item.flags & kDeflated;
  tag_ = item.piece;
  if (item.flags & kLast) return true;
  joined_.assign(item.piece);
  while (!(item.flags & kLast)) {
    if (!next_item(item) || item.flags & kFirst || item.key != key_) return fail_with(Code::damaged, "the table is damaged");
    joined_.append(item.piece);
  }
  tag_ = joined_;
  return true;
}

}  // namespace backfile::glass
