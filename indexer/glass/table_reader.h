// A Glass table read from its first key to its last, or from any, block by block down the tree: also one that Xapian has written.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/block_cache.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// A table's file, opened. Any thread may read it.
class TableFile {
 public:
  /// revision: the database's. A table without entries needs no file. cache: for reading here and there; null: each block is read once.
  TableFile(std::string its_path, const Root& its_root, std::uint32_t its_revision, std::shared_ptr<BlockCache> cache = nullptr);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  const std::string path;
  const Root root;
  const std::uint32_t revision;
  /// Why it cannot be read.
  const Result<void>& result() const { return result_; }
  bool is_empty() const { return descriptor_ < 0; }

  enum class Trouble { none, damaged, changed };
  /// A block of a level (0: leaves), whose head can be relied on where there is no trouble.
  Trouble read(std::uint32_t block, std::uint32_t level, HeldBlock& held) const;

 private:
  int descriptor_ = -1;
  Result<void> result_;
  const std::shared_ptr<BlockCache> cache_;
  const std::uint64_t number_ = 0;  // in the cache
};

/// One thread at a time. What is read may be damaged, or change under us: that ends the reading, and result() says so.
class TableReader {
 public:
  explicit TableReader(std::shared_ptr<const TableFile> file);
  TableReader(const std::string& path, const Root& root, std::uint32_t revision)
      : TableReader(std::make_shared<const TableFile>(path, root, revision)) {}

  /// The next entry; false behind the last, and where there is trouble.
  bool next();
  /// Goes to the last entry whose key is this or sorts before it; false where there is none, and where there is trouble.
  bool seek(std::string_view key);
  bool at_end() const { return at_end_; }
  // Valid until next().
  std::string_view key() const { return key_; }
  std::string_view tag() const { return tag_; }  // as it is stored
  bool is_deflated() const { return is_deflated_; }

  /// What went wrong: Code::busy where a block is newer than the revision, Code::damaged.
  const Result<void>& result() const { return result_; }
  /// For whoever understands what is in the table, and finds that it makes no sense.
  void fail_as_damaged();

 private:
  struct Frame {
    HeldBlock held;
    const unsigned char* block = nullptr;  // its bytes; null: none is read yet
    std::uint32_t number = 0;
    std::size_t at = 0, end = 0;  // in the directory
  };
  struct Item {
    std::string_view key, piece;
    unsigned flags = 0;
  };
  bool read(std::uint32_t block, std::uint32_t level);
  bool below(const Frame& branch, std::uint32_t& block);
  bool descend(std::uint32_t block, std::uint32_t level, bool to_last = false);
  bool step_back();
  bool step_to(std::string_view key);
  bool is_above(const Frame& frame, std::uint32_t level, std::size_t place, std::string_view key, bool& above);
  bool find_in(std::uint32_t level, std::string_view key, std::size_t from, bool near);
  bool take(Item item);
  bool next_item(Item& item);
  bool parse(const Frame& leaf, std::size_t place, Item& item) const;
  bool is_ahead_in_leaf(std::string_view key);
  bool fail_with(Code code, const char* what);

  const std::shared_ptr<const TableFile> file_;
  std::vector<Frame> frames_;  // by level, the leaf first
  bool started_ = false, at_end_ = false, is_deflated_ = false;
  std::string key_, joined_;
  std::string_view tag_;
  Result<void> result_;
};

}  // namespace backfile::glass
