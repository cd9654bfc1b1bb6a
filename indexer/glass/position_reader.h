// Positions of words in documents, read where they lie in a Glass database: in chunks of many documents, or loose, as Xapian's writer
// leaves them.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/table_reader.h"

namespace backfile::glass {

/// One thread at a time. Terms have no NUL in them. Quickest where documents are asked for in order, a term at a time: what lies near is in
/// one chunk, or in one block.
class PositionReader {
 public:
  explicit PositionReader(const std::shared_ptr<const TableFile>& file) : chunks_(file), loose_(file) {}

  /// Where there is trouble, positions seem to be none, and this says so.
  const Result<void>& result() const { return chunks_.result() ? loose_.result() : chunks_.result(); }

  /// Ascending; none where the document has not got the term, or not with positions; for one that was deleted, or whose last form has not
  /// got the term any more, maybe those that it had. most: positions beyond it may be left out. beside: those that have something else
  /// beside them may be left out as well.
  void read(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& positions,
            std::uint32_t most = std::numeric_limits<std::uint32_t>::max(), Neighbours beside = {});

 private:
  void look_what_there_is();
  void begin(std::string_view term);
  bool read_loose(std::uint32_t document, std::vector<std::uint32_t>& positions, std::uint32_t most);
  bool find_chunk(std::uint32_t document);
  bool decode(std::uint32_t last_number, Neighbours beside);
  void keep_beside(Neighbours beside);
  void take(std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t>& positions);
  void fail(std::vector<std::uint32_t>& positions);

  TableReader chunks_, loose_;
  struct Kinds {
    bool chunks = false, loose = false;
  };
  std::optional<Kinds> there_;  // in the table; unknown until it is asked
  std::string term_;            // of what follows
  std::string key_;             // of a chunk; behind its mark, that of an entry that is loose
  struct {
    std::uint32_t first = 1, last = 0;  // documents
  } none_loose_;                        // of which it is known that they are not loose
  struct {
    std::uint32_t first = 1, last = 0;  // documents; none where there is no chunk
    std::uint32_t decoded = 0;          // up to this number
    std::uint32_t asked = 0;            // how many documents it was asked about
    std::size_t at = 0;                 // in numbers, where the document before ended
    ChunkShape shape{};
    Neighbours beside{};  // numbers are those that may have these
  } chunk_;
  bool again_ = false;                  // the chunk before was asked about several
  std::vector<std::uint32_t> numbers_;  // of the chunk
};

}  // namespace backfile::glass
