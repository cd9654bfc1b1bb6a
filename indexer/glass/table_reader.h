// A Glass table read from its first key to its last, block by block down the tree: also one that Xapian has written.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// One thread at a time. What is read may be damaged, or change under us: that ends the reading, and result() says so.
class TableReader {
 public:
  /// revision: the database's. A table without entries needs no file.
  TableReader(const std::string& path, const Root& root, std::uint32_t revision);
  ~TableReader();
  TableReader(const TableReader&) = delete;
  TableReader& operator=(const TableReader&) = delete;

  /// The next entry; false behind the last, and where there is trouble.
  bool next();
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
    std::vector<unsigned char> block;
    std::size_t at = 0, end = 0;  // in the directory
  };
  struct Item {
    std::string_view key, piece;
    unsigned flags = 0;
  };
  bool descend(std::uint32_t block, std::uint32_t level);
  bool next_item(Item& item);
  bool parse(const Frame& leaf, Item& item) const;
  bool fail_with(Code code, const char* what);

  const std::string path_;
  const Root root_;
  const std::uint32_t revision_;
  int fd_ = -1;
  std::vector<Frame> frames_;  // by level, the leaf first
  std::size_t begun_ = 0;      // levels that hold a block
  bool started_ = false, at_end_ = false, is_deflated_ = false;
  std::string key_, joined_;
  std::string_view tag_;
  Result<void> result_;
};

}  // namespace backfile::glass
