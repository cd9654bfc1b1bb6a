// Positions of a word in many documents as one list. Xapian keeps a table entry for each word of each document, whose key and heads take
// four times the bytes of the positions (measured: 300 MB for 37,554 articles, here 84). What is written here is a list of positions of
// Xapian's kind as well, of a term that no document has: its tools carry, compact and check it, but its phrases do not find it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass/neighbours.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// First of the keys of chunks: this, the term, NUL, the sortable number of the chunk's first document. Before all terms of the analyzer's.
inline constexpr char kChunkMark = '\1';

/// A number in a chunk of several documents: how far its document is from the first, and the position in this many bits.
inline constexpr unsigned kPositionBits = 16;
inline constexpr std::uint32_t kPositionsEnd = 1u << kPositionBits;

/// Position 0 and those from kPositionsEnd on are in no chunk: such a document has an entry of Xapian's for the word, which is loose.
inline bool fits_chunk(std::uint32_t first_position, std::uint32_t last_position) {
  return first_position > 0 && last_position < kPositionsEnd;
}

/// Of one table, term by term in their order, documents ascending.
class PositionChunks {
 public:
  explicit PositionChunks(TableWriter& out) : out_(out) {}

  /// Everything that was added before is written.
  void begin(std::string_view term);
  /// positions: ascending, each once, at least one, the first and the last as fits_chunk() wants them. neighbours: of each, what
  /// Document::neighbours_of() says, of whose codes this many bits are known; empty: nothing is.
  void add(std::uint32_t document, std::span<const std::uint32_t> positions, std::span<const std::uint8_t> neighbours = {},
           unsigned known_bits = kNeighbourBits);
  /// A chunk as it is stored, whose documents are numbered from `first` on.
  void add_chunk(std::uint32_t first, std::string_view chunk);
  /// Behind the last term.
  void finish() { write(); }

  /// A chunk that is worth keeping as it is rather than joining it with what comes before and behind it.
  static bool is_full(std::string_view chunk) { return chunk.size() >= kFullBytes; }

 private:
  // More positions a chunk save little (measured: twice as many, 6 of 93 MB), and all of a chunk are decoded for one document; so one that
  // has many of the word stays alone (5 MB more), three positions a number.
  static constexpr std::size_t kMost = 64, kFullBytes = kMost, kAlone = 12;
  void write();
  void add_neighbours();

  TableWriter& out_;
  std::string key_, chunk_;
  std::size_t term_end_ = 0;  // in key_
  std::uint32_t first_ = 0;
  bool is_alone_ = false;    // the document in the chunk
  std::uint32_t last_ = 0;   // document in the chunk
  unsigned known_bits_ = 0;  // of all neighbours
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint8_t> neighbours_;  // of each number
};

/// How numbers of a chunk are made. With neighbours, a number is a document, a position, and the codes before and behind it; a 0 stands
/// before all numbers, and one behind them says how many bits are whose.
struct ChunkShape {
  std::uint32_t reach = 0;  // how far the last document is from the first
  unsigned position_bits = kPositionBits;
  unsigned code_bits = 0;  // of one neighbour; 0: there are none
  std::uint32_t tail = 0;  // the number behind all others; 0: none

  unsigned document_shift() const { return position_bits + 2 * code_bits; }
  /// As Document::neighbours_of() has them, as far as they are known.
  std::uint8_t neighbours(std::uint32_t number) const {
    const std::uint32_t mask = (1u << code_bits) - 1;
    const unsigned unknown = kNeighbourBits - code_bits;
    return static_cast<std::uint8_t>((number >> code_bits & mask) << unknown << kNeighbourBits | (number & mask) << unknown);
  }
  std::uint32_t position(std::uint32_t number) const { return number >> (2 * code_bits) & ((1u << position_bits) - 1); }
};

/// False where it is no chunk.
bool read_shape(std::string_view chunk, ChunkShape& shape);

/// Positions of a document that is alone in its chunk: all up to `most`, and maybe some that are beyond it. numbers: room to read it in.
/// False where it is no chunk.
bool read_alone(std::string_view chunk, std::vector<std::uint32_t>& numbers, std::vector<std::uint32_t>& positions,
                std::uint32_t most = kPositionsEnd - 1);

/// The positions that numbers of a chunk of one document stand for. False where they do not rise, or are more than a chunk can have.
bool unpack_alone(const std::vector<std::uint32_t>& numbers, std::vector<std::uint32_t>& positions);
/// Whether numbers of a chunk, the first of which is this, are those of one document, some positions each.
inline bool are_packed(std::uint32_t first) { return first >= kPositionsEnd; }

}  // namespace backfile::glass
