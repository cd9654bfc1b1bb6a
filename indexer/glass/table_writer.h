// A Glass table (a B-tree in blocks of one file), written from its first key to its last: every block once, full, and never read.
//
// A block is: revision (4 bytes), level (1), free bytes (2, twice), where the directory ends (2), the directory (2 bytes an item, in the
// order of keys), free space, items. A leaf's item is: size and flags (2), length of the key (1), the key, the number of the component
// unless it is the first (2), a piece of the tag; a branch's: number of the block below (4), length of the key, key, component. Numbers are
// big-endian. The first leaf begins with an empty key, as does every branch. This is the format of 2016-03-14, Xapian 1.4's.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/output.h"

namespace backfile::glass {

inline constexpr std::size_t kBlockBytes = 8192;
inline constexpr std::size_t kMaxKeyBytes = 255;
inline constexpr std::uint32_t kRevision = 1;  // of every block and of the database
/// Four items fit a block whatever they are, as Xapian wants it when it changes the table later.
inline constexpr std::size_t kMaxItemBytes = (kBlockBytes - 11 - 4 * 2) / 4;

/// Where the version file finds a table. As it is made: that of an empty table.
struct Root {
  std::uint32_t block = 0, level = 0, blocks = 0;
  std::uint64_t entries = 0;
};

/// One thread at a time.
class TableWriter {
 public:
  /// path: must not exist. Errors come with finish().
  explicit TableWriter(const std::string& path);
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  /// key: above all before it, 1 to kMaxKeyBytes long. is_deflated: that the tag is a raw deflate stream of what it stands for.
  void add(std::string_view key, std::string_view tag, bool is_deflated = false);

  /// Nothing can be added afterwards.
  Result<Root> finish();
  /// SHA-256 of the file as lower-case hexadecimal digits; after finish().
  std::string sum() { return file_.sum(); }

 private:
  struct Level;
  struct Separator {
    std::string key;
    std::uint16_t component = 0;
  };
  void add_item(std::string_view key, std::uint16_t component, std::string_view piece, unsigned flags);
  void next_leaf(std::string_view key, std::uint16_t component);
  void add_branch(std::size_t level, const Separator& separator, std::uint32_t block);
  std::uint32_t write_block(std::size_t level);

  OutputFile file_;
  std::vector<std::unique_ptr<Level>> levels_;  // the blocks begun, from the leaf up
  std::uint64_t entries_ = 0;
  std::uint32_t blocks_ = 0;
};

}  // namespace backfile::glass
